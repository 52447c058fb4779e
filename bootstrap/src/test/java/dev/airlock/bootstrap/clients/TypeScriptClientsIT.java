package dev.airlock.bootstrap.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both generations of the official TypeScript SDK. */
@ExtendWith(ConformanceAirlock.Shared.class)
class TypeScriptClientsIT {
    private static final String SENTENCE = "This is a simple text response for testing.";

    @Test
    void version_1_lists_and_calls(ConformanceAirlock airlock) {
        var session = call(airlock, "ts-v1.mjs");

        assertThat(session.seen().path("protocolVersion").asText()).isEqualTo("2025-11-25");
        assertThat(session.seen().path("ping").asBoolean()).isTrue();
    }

    @Test
    void version_1_lists_calls_and_is_told_of_a_change_over_a_websocket(ConformanceAirlock airlock) throws Exception {
        airlock.addServer("by-websocket");
        Consumer<String> change = line -> {
            if (line.equals("listening")) {
                airlock.deny("by-websocket", "test_audio*");
            }
        };

        var session = Client.run(
                "ts-v1.mjs",
                airlock.mcpUrl("by-websocket"),
                airlock.token(),
                change,
                "--websocket",
                "--call",
                "test_simple_text",
                "--await-list-changed");

        assertThat(session.status()).as(session.said()).isZero();
        assertThat(session.seen().at("/result/content/0/text").asText()).isEqualTo(SENTENCE);
        assertThat(session.tools()).contains("test_audio_content", "test_image_content");
        assertThat(session.texts("toolsAfterChange"))
                .contains("test_image_content")
                .doesNotContain("test_audio_content");
    }

    @ParameterizedTest
    @CsvSource({"legacy, legacy, 2025-11-25", "auto, modern, 2026-07-28", "modern, modern, 2026-07-28"})
    void version_2_lists_and_calls(String mode, String era, String revision, ConformanceAirlock airlock) {
        var session = call(airlock, "ts-v2.mjs", "--mode", mode);

        assertThat(session.seen().path("era").asText()).isEqualTo(era);
        assertThat(session.seen().path("protocolVersion").asText()).isEqualTo(revision);
    }

    @Test
    void a_listening_client_is_told_of_a_change_and_sees_it(ConformanceAirlock airlock) throws Exception {
        airlock.addServer("listened-to");
        Consumer<String> change = line -> {
            if (line.equals("listening")) {
                airlock.deny("listened-to", "test_audio*");
            }
        };

        var session = Client.run(
                "ts-v2.mjs",
                airlock.mcpUrl("listened-to"),
                airlock.token(),
                change,
                "--mode",
                "modern",
                "--await-list-changed");

        assertThat(session.status()).as(session.said()).isZero();
        assertThat(session.tools()).contains("test_audio_content", "test_image_content");
        assertThat(session.texts("toolsAfterChange"))
                .contains("test_image_content")
                .doesNotContain("test_audio_content");
    }

    @ParameterizedTest
    @CsvSource({"ts-v1.mjs,", "ts-v2.mjs, legacy", "ts-v2.mjs, auto", "ts-v2.mjs, modern"})
    void a_client_whose_user_connects_the_service_when_asked_gets_its_answer(
            String script, @Nullable String mode, ConformanceAirlock airlock) throws Exception {
        String server = "connected-" + script.replace(".mjs", "") + (mode == null ? "" : "-" + mode);
        airlock.addServerThatWantsCredentials(server);
        Consumer<String> person = line -> {
            if (line.startsWith("open ") && line.endsWith("/servers/" + server + "/connection")) {
                airlock.connect(server);
            }
        };
        var options = new ArrayList<>(List.of("--can-be-asked", "--call", "test_simple_text"));
        if (mode != null) {
            options.addAll(List.of("--mode", mode));
        }

        var session =
                Client.run(script, airlock.mcpUrl(server), airlock.token(), person, options.toArray(String[]::new));

        assertThat(session.status()).as(session.said()).isZero();
        assertThat(session.seen().at("/result/content/0/text").asText()).isEqualTo(SENTENCE);
        assertThat(session.seen().at("/asked/mode").asText()).isEqualTo("url");
        assertThat(session.seen().at("/asked/elicitationId").asText())
                .isEqualTo(session.seen().path("completed").asText());
    }

    private static Client.Session call(ConformanceAirlock airlock, String script, String... options) {
        var all = new String[options.length + 2];
        System.arraycopy(options, 0, all, 2, options.length);
        all[0] = "--call";
        all[1] = "test_simple_text";
        var session = Client.run(script, airlock.mcpUrl(ConformanceAirlock.SERVER), airlock.token(), all);
        assertThat(session.status()).as(session.said()).isZero();
        assertThat(session.tools()).contains("test_simple_text", "test_error_handling");
        assertThat(session.seen().at("/result/content/0/text").asText()).isEqualTo(SENTENCE);
        return session;
    }
}
