package dev.airlock.domain.oauth;

import java.util.List;

/**
 * An OAuth client as it describes itself.
 *
 * @param name what it calls itself; nobody has verified it
 * @param redirects where it may be answered, at least one
 * @param confidential whether it has a secret to present with its requests for tokens
 */
public record OAuthClient(ClientId id, String name, List<RedirectUri> redirects, boolean confidential) {
    public OAuthClient {
        redirects = List.copyOf(redirects);
    }

    /** Returns whether the client may be answered at this address. */
    public boolean mayBeAnsweredAt(String redirect) {
        return redirects.stream().anyMatch(registered -> registered.matches(redirect));
    }
}
