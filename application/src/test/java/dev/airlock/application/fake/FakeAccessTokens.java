package dev.airlock.application.fake;

import dev.airlock.application.oauth.AccessTokens;
import dev.airlock.application.oauth.Resources;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Access tokens that look like JSON web tokens from afar: a count, of which this object knows what it stands for. */
public final class FakeAccessTokens implements AccessTokens {
    private final Map<String, Claims> signed = new ConcurrentHashMap<>();
    private final Resources resources;

    /** Makes tokens for these endpoints. */
    public FakeAccessTokens(Resources resources) {
        this.resources = resources;
    }

    @Override
    public String sign(Grant grant, Instant now, Instant expiresAt) {
        String token = "eyJ%040d".formatted(signed.size() + 1);
        signed.put(token, new Claims(grant.id(), resources.url(grant.resource()), now, expiresAt));
        return token;
    }

    @Override
    public @Nullable Claims verify(String token) {
        return signed.get(token);
    }

    @Override
    public Json.Obj keys() {
        return Json.object().put("keys", new Json.Arr(List.of())).build();
    }
}
