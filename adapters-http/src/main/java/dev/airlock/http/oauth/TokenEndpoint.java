package dev.airlock.http.oauth;

import dev.airlock.application.oauth.ClientCredentials;
import dev.airlock.application.oauth.IssueAccessToken;
import dev.airlock.application.oauth.IssueAccessToken.CodeRequest;
import dev.airlock.application.oauth.IssueAccessToken.Outcome;
import dev.airlock.application.oauth.IssueAccessToken.RefreshRequest;
import dev.airlock.application.oauth.OAuthError;
import dev.airlock.application.oauth.Scopes;
import dev.airlock.domain.json.Json;

/** Gives tokens for codes and for refresh tokens (OAuth 2.1, section 3.2). */
final class TokenEndpoint extends ClientEndpoint {
    private final IssueAccessToken issueAccessToken;

    TokenEndpoint(IssueAccessToken issueAccessToken) {
        this.issueAccessToken = issueAccessToken;
    }

    @Override
    Reply answer(ClientCredentials client, Parameters parameters, String address) {
        return switch (parameters.get("grant_type")) {
            case "authorization_code" -> forCode(client, parameters, address);
            case "refresh_token" -> forRefresh(client, parameters, address);
            case null -> missing("grant_type");
            default ->
                Reply.of(new OAuthError(
                        "unsupported_grant_type", "the grant_type is authorization_code or refresh_token"));
        };
    }

    private Reply forCode(ClientCredentials client, Parameters parameters, String address) {
        String code = parameters.get("code");
        return code == null
                ? missing("code")
                : reply(issueAccessToken.forCode(
                        new CodeRequest(
                                client,
                                code,
                                parameters.get("redirect_uri"),
                                parameters.get("code_verifier"),
                                parameters.get("resource")),
                        address));
    }

    private Reply forRefresh(ClientCredentials client, Parameters parameters, String address) {
        String token = parameters.get("refresh_token");
        return token == null
                ? missing("refresh_token")
                : reply(issueAccessToken.forRefresh(
                        new RefreshRequest(client, token, parameters.get("resource"), parameters.get("scope")),
                        address));
    }

    private static Reply missing(String name) {
        return Reply.of(OAuthError.invalidRequest("the parameter " + name + " is missing"));
    }

    private static Reply reply(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused(OAuthError error) -> Reply.of(error);
            case Outcome.Issued(var accessToken, var lifetime, var refreshToken, var access) ->
                Reply.of(
                        200,
                        Json.object()
                                .put("access_token", accessToken)
                                .put("token_type", "Bearer")
                                .put("expires_in", lifetime.toSeconds())
                                .put("refresh_token", refreshToken)
                                .put("scope", Scopes.of(access))
                                .build());
        };
    }
}
