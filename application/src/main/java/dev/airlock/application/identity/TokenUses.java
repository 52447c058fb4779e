package dev.airlock.application.identity;

import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/** Notes when a token was last used, off the caller's thread and at most once a minute for each token. */
final class TokenUses {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int CAPACITY = 20_000;

    private final Tokens tokens;
    private final ConcurrentHashMap<TokenId, Instant> noted = new ConcurrentHashMap<>();

    TokenUses(Tokens tokens) {
        this.tokens = tokens;
    }

    void note(PersonalAccessToken token, Instant now, String address) {
        Instant last = noted.get(token.id());
        if (last != null && last.plus(INTERVAL).isAfter(now)) {
            return;
        }
        if (noted.size() > CAPACITY) {
            noted.clear();
        }
        boolean mine = last == null ? noted.putIfAbsent(token.id(), now) == null : noted.replace(token.id(), last, now);
        if (mine) {
            Thread.ofVirtual()
                    .name("token-use")
                    .start(() -> tokens.used(token.organization(), token.id(), now, address));
        }
    }
}
