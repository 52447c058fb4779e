package dev.airlock.bootstrap.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official conformance suite; what tools made from an OpenAPI description cannot do is listed in the files of expected failures. */
@ExtendWith(ConformanceAirlock.Shared.class)
class ConformanceIT {
    @Test
    void the_released_suite_finds_only_what_is_expected(ConformanceAirlock airlock) {
        assertThat(scenarios(airlock, "stable", "0.1.16")).isEqualTo(30);
    }

    @Test
    void revision_2025_11_25_is_met(ConformanceAirlock airlock) {
        String revision = "2025-11-25";
        assertThat(scenarios(airlock, "next", "0.2-" + revision, "--requirements", revision))
                .isEqualTo(33);
    }

    @Test
    void revision_2026_07_28_is_met(ConformanceAirlock airlock) {
        String revision = "2026-07-28";
        assertThat(scenarios(airlock, "next", "0.2-" + revision, "--requirements", revision))
                .isEqualTo(50);
    }

    /** Returns how many scenarios ran, none of them failing where it should not. */
    private static int scenarios(ConformanceAirlock airlock, String suite, String name, String... more) {
        var options = new ArrayList<>(List.of(
                "--suite",
                suite,
                "--expected-failures",
                "expected-failures-" + name + ".yml",
                "--output-dir",
                Path.of("target", "conformance", name).toAbsolutePath().toString()));
        options.addAll(List.of(more));
        var session = Client.run(
                "conformance.mjs",
                airlock.mcpUrl(ConformanceAirlock.SERVER),
                airlock.token(),
                options.toArray(String[]::new));
        assertThat(session.texts("unexpectedFailures")).as(session.said()).isEmpty();
        assertThat(session.texts("staleEntries")).isEmpty();
        assertThat(session.texts("unmatchedEntries")).isEmpty();
        assertThat(session.texts("failedUnscored"))
                .doesNotContain(
                        "json-schema-2020-12", "http-header-validation", "http-custom-header-server-validation");
        assertThat(session.status()).as(session.said()).isZero();
        return session.seen().path("scenarios").asInt();
    }
}
