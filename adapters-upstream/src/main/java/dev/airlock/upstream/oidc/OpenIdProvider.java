package dev.airlock.upstream.oidc;

import dev.airlock.domain.net.Loopback;
import dev.airlock.upstream.http.HostPort;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A provider as the operator configured it.
 *
 * @param id its name in URLs
 * @param title its name for people
 * @param issuer its identifier, below which its configuration is published
 * @param clientId Airlock's name at the provider
 * @param clientSecret Airlock's secret there
 * @param scopes what is asked for; openid and email at least
 */
public record OpenIdProvider(
        String id, String title, URI issuer, String clientId, String clientSecret, List<String> scopes) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public OpenIdProvider {
        scopes = List.copyOf(scopes);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the id of a provider has lower-case letters, digits and hyphens, such as google, and is not \""
                            + id + "\"");
        }
        if (!isSafe(issuer)) {
            throw new IllegalArgumentException("the issuer of a provider is an https address, such as"
                    + " https://accounts.google.com, and not \"" + issuer + "\"");
        }
        if (!scopes.containsAll(List.of("openid", "email"))) {
            throw new IllegalArgumentException("the scopes of a provider contain openid and email");
        }
    }

    /** Where it is reached, even inside the operator's network. */
    public HostPort door() {
        int standard = "https".equals(issuer.getScheme()) ? 443 : 80;
        return new HostPort(issuer.getHost(), issuer.getPort() == -1 ? standard : issuer.getPort());
    }

    /** Returns whether an address that the provider names may be used: https, and http only for a provider on this very machine. */
    boolean mayUse(URI address) {
        return isSafe(address) && (!"http".equals(address.getScheme()) || "http".equals(issuer.getScheme()));
    }

    private static boolean isSafe(URI address) {
        return address.getHost() != null
                && address.getRawUserInfo() == null
                && address.getRawFragment() == null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && Loopback.isName(address.getHost())));
    }

    @Override
    public String toString() {
        return "OpenIdProvider[" + id + ", " + issuer + ", hidden]";
    }
}
