package dev.airlock.upstream.http;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port, compared exactly: {@code demo.internal:8080}, {@code 127.0.0.1:8080} or {@code [::1]:8080}.
 *
 * @param host a name or an address, in lower case, without brackets and without a trailing dot
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    public HostPort {
        host = plain(host);
        if (host.isEmpty() || port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is a number from 1 to 65535, after a host that is not empty");
        }
    }

    /** Reads {@code HOST:PORT}; anything else is an {@link IllegalArgumentException} that says what would be right. */
    public static HostPort parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no HOST:PORT; write it as api.internal:8080, 127.0.0.1:8080 or [::1]:8080");
        }
        return new HostPort(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    static String plain(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        String undotted = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        return undotted.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
