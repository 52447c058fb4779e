package dev.airlock.bootstrap.config;

import static dev.airlock.bootstrap.config.Defaults.or;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Airlock is reached.
 *
 * @param bindHost the address to listen on
 * @param port the port for agents and people
 * @param adminPort the port for health checks and metrics, on loopback only; 0 for any free one
 * @param baseUrl how agents and people reach Airlock from outside
 * @param allowedOrigins web origins that may call, besides Airlock's own and loopback
 * @param maxConcurrentRequests how many requests are worked on at once
 */
public record HttpConfig(
        String bindHost, int port, int adminPort, URI baseUrl, List<String> allowedOrigins, int maxConcurrentRequests) {
    private static final int MAX_PORT = 65_535;

    @JsonCreator
    static HttpConfig read(
            @JsonProperty("bindHost") @Nullable String bindHost,
            @JsonProperty("port") @Nullable Integer port,
            @JsonProperty("adminPort") @Nullable Integer adminPort,
            @JsonProperty("baseUrl") @Nullable URI baseUrl,
            @JsonProperty("allowedOrigins") @Nullable List<String> allowedOrigins,
            @JsonProperty("maxConcurrentRequests") @Nullable Integer maxConcurrentRequests) {
        int actualPort = or(port, 8080);
        return new HttpConfig(
                or(bindHost, "127.0.0.1"),
                actualPort,
                or(adminPort, 8081),
                or(baseUrl, URI.create("http://localhost:" + actualPort)),
                or(allowedOrigins, List.of()),
                or(maxConcurrentRequests, 4000));
    }

    /** What holds where the configuration says nothing. */
    public static HttpConfig defaults() {
        return read(null, null, null, null, null, null);
    }

    /** A node for this machine alone. */
    public static HttpConfig onLoopback(int port) {
        return read(null, port, 0, null, null, null);
    }

    public HttpConfig {
        allowedOrigins = List.copyOf(allowedOrigins);
        if (Math.min(port, adminPort) < 0 || Math.max(port, adminPort) > MAX_PORT) {
            throw new IllegalArgumentException("http: " + port + " and " + adminPort
                    + " are not both ports; write numbers up to 65535, such as 8080");
        }
        boolean web = "http".equals(baseUrl.getScheme()) || "https".equals(baseUrl.getScheme());
        boolean bare = baseUrl.getRawPath() == null || baseUrl.getRawPath().isEmpty();
        if (!web || baseUrl.getHost() == null || !bare) {
            throw new IllegalArgumentException("http.baseUrl: \"" + baseUrl
                    + "\" is no origin; write scheme and host alone, such as https://airlock.example.com");
        }
    }
}
