package dev.airlock.domain.net;

import java.net.URI;

/** Origins of web addresses (RFC 6454). */
public final class WebOrigin {
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private WebOrigin() {}

    /** Scheme, host and port, the default port left out: {@code https://api.example.com}. */
    public static String of(URI address) {
        int standard = "https".equals(address.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        String port = address.getPort() == -1 || address.getPort() == standard ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port;
    }
}
