package dev.airlock.bootstrap.config;

import static dev.airlock.bootstrap.config.Defaults.or;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.airlock.upstream.http.HostPort;
import dev.airlock.upstream.http.UpstreamLimits;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls to the APIs behind servers.
 *
 * @param allow addresses, as HOST:PORT, that may be called although they are private or loopback
 * @param timeout how long one call may take, from connecting to the last byte
 * @param maxReply how much of a reply is read
 * @param maxTokens how many tokens of a reply reach the agent, estimated
 */
public record UpstreamConfig(List<String> allow, Duration timeout, DataSize maxReply, int maxTokens) {
    @JsonCreator
    static UpstreamConfig read(
            @JsonProperty("allow") @Nullable List<String> allow,
            @JsonProperty("timeout") @Nullable Duration timeout,
            @JsonProperty("maxReply") @Nullable DataSize maxReply,
            @JsonProperty("maxTokens") @Nullable Integer maxTokens) {
        return new UpstreamConfig(
                or(allow, List.of()),
                or(timeout, Duration.seconds(30)),
                or(maxReply, DataSize.mebibytes(8)),
                or(maxTokens, UpstreamLimits.DEFAULT.textTokens()));
    }

    /** What holds where the configuration says nothing. */
    public static UpstreamConfig defaults() {
        return read(null, null, null, null);
    }

    /** The defaults, with these addresses allowed. */
    public static UpstreamConfig allowing(List<String> addresses) {
        return read(addresses, null, null, null);
    }

    public UpstreamConfig {
        allow = List.copyOf(allow);
        allow.forEach(HostPort::parse);
    }
}
