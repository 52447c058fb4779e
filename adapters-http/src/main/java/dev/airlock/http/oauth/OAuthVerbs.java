package dev.airlock.http.oauth;

import dev.airlock.application.oauth.AccessTokens;
import dev.airlock.application.oauth.IssueAccessToken;
import dev.airlock.application.oauth.RegisterClient;
import dev.airlock.application.oauth.RevokeGrant;

/** What the endpoints do. */
public record OAuthVerbs(
        RegisterClient registerClient,
        IssueAccessToken issueAccessToken,
        RevokeGrant revokeGrant,
        AccessTokens accessTokens) {}
