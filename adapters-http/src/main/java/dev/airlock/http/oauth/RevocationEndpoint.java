package dev.airlock.http.oauth;

import dev.airlock.application.oauth.ClientCredentials;
import dev.airlock.application.oauth.OAuthError;
import dev.airlock.application.oauth.RevokeGrant;
import dev.airlock.domain.json.Json;

/** Ends what a token stands for (RFC 7009); of one that is unknown it says the same. */
final class RevocationEndpoint extends ClientEndpoint {
    private final RevokeGrant revokeGrant;

    RevocationEndpoint(RevokeGrant revokeGrant) {
        this.revokeGrant = revokeGrant;
    }

    @Override
    Reply answer(ClientCredentials client, Parameters parameters, String address) {
        String token = parameters.get("token");
        if (token == null) {
            return Reply.of(OAuthError.invalidRequest("the parameter token is missing"));
        }
        OAuthError refusal = revokeGrant.byToken(client, token, address);
        return refusal == null ? Reply.of(200, Json.Obj.EMPTY) : Reply.of(refusal);
    }
}
