package dev.airlock.domain.oauth;

import dev.airlock.domain.net.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a client wants its answer: an https address, an http address of the user's own machine, or the scheme of an application that is known
 * to register it. Others could be anybody's.
 */
public record RedirectUri(String value) {
    private static final int MAX_LENGTH = 1_000;
    private static final Set<String> APPLICATIONS =
            Set.of("cursor", "vscode", "vscode-insiders", "windsurf", "zed", "jetbrains", "raycast");

    public RedirectUri {
        String problem = problem(value);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** Returns whether the text can be a redirect URI. */
    public static boolean isValid(String text) {
        return problem(text) == null;
    }

    /** Returns whether the client may be answered there: at exactly this address, and on the user's own machine at any port (RFC 8252, 7.3). */
    public boolean matches(String requested) {
        if (value.equals(requested)) {
            return true;
        }
        if (!isLoopback() || !isValid(requested)) {
            return false;
        }
        var other = new RedirectUri(requested);
        return other.isLoopback() && withoutPort(uri()).equals(withoutPort(other.uri()));
    }

    /** Returns whether it leads to a program on the user's own machine, whichever that is. */
    public boolean isLoopback() {
        return "http".equals(uri().getScheme());
    }

    /** Returns whether it leads to an application that has registered its scheme on the user's machine. */
    public boolean isApplication() {
        return APPLICATIONS.contains(scheme());
    }

    /** Where it leads, for people: the host, or the application's scheme. */
    public String destination() {
        return isApplication() ? scheme() + ":" : uri().getHost();
    }

    /** The scheme, in lower case. */
    public String scheme() {
        return uri().getScheme();
    }

    private URI uri() {
        return URI.create(value);
    }

    private static String withoutPort(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getHost() + path + "?" + uri.getRawQuery();
    }

    private static @Nullable String problem(String text) {
        if (text.length() > MAX_LENGTH || text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '*' || c == '\\')) {
            return "a redirect URI has at most 1,000 visible ASCII characters and no wildcards";
        }
        try {
            return problem(new URI(text));
        } catch (URISyntaxException e) {
            return "\"" + text + "\" is no URI";
        }
    }

    private static @Nullable String problem(URI uri) {
        String scheme = uri.getScheme();
        if (scheme == null || uri.isOpaque() || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            return "a redirect URI is absolute, and has neither a fragment nor user information";
        }
        return switch (scheme) {
            case "https" -> uri.getHost() == null ? "a redirect URI names a host" : null;
            case "http" ->
                Loopback.isName(uri.getHost())
                        ? null
                        : "a redirect URI with http leads to localhost, 127.0.0.1 or [::1]; others need https";
            default ->
                APPLICATIONS.contains(scheme)
                        ? null
                        : "a redirect URI begins with https://, or with http:// for this machine, or with the scheme of a known application";
        };
    }

    @Override
    public String toString() {
        return value;
    }
}
