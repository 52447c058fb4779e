package dev.airlock.bootstrap.config;

import static dev.airlock.bootstrap.config.Defaults.or;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.airlock.application.approval.ApprovalSettings;
import io.dropwizard.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Requests for approval.
 *
 * @param lifetime how long a request waits for a decision before it expires
 * @param hold how long a call is held open for it before it answers that it waits; zero for not at all
 */
public record ApprovalsConfig(Duration lifetime, Duration hold) {
    @JsonCreator
    static ApprovalsConfig read(
            @JsonProperty("lifetime") @Nullable Duration lifetime, @JsonProperty("hold") @Nullable Duration hold) {
        return new ApprovalsConfig(or(lifetime, Duration.hours(24)), or(hold, Duration.seconds(50)));
    }

    /** The bounds of requests. */
    public ApprovalSettings settings() {
        return ApprovalSettings.withLifetime(lifetime.toJavaDuration());
    }

    /** What holds where the configuration says nothing. */
    public static ApprovalsConfig defaults() {
        return read(null, null);
    }
}
