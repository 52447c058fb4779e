package dev.airlock.upstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** D-01: hostile descriptions. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HostileDocumentsTest {
    /** What Java needs by itself, the largest document as text and bytes, and the 256 MiB that reading it may take. */
    private static final String HEAP = "-Xmx352m";

    @TempDir
    Path directory;

    @Test
    void each_is_refused_in_a_small_heap_with_a_message_that_names_the_place() throws Exception {
        Map<String, String> outcomes = readInSmallHeap();

        var softly = new SoftAssertions();
        HostileDocuments.all()
                .forEach((name, hostile) -> softly.assertThat(outcomes.get(name))
                        .as(name)
                        .isNotEqualTo("understood")
                        .contains(hostile.place()));
        softly.assertAll();
    }

    @Test
    void what_is_too_large_is_refused_unread() {
        assertThat(Described.refusal(new byte[200 << 20])).contains("209715200 bytes", "the limit is 33554432");
    }

    @Test
    void no_reference_makes_a_connection_or_reads_a_file() throws IOException {
        Path secret =
                Files.writeString(directory.resolve("secret.json"), "{\"type\":\"string\",\"description\":\"canary\"}");
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String remote = "http://127.0.0.1:" + listener.getLocalPort() + "/x.json";
            for (String reference : List.of(remote, secret.toUri().toString(), secret.toString())) {
                String document = """
                        openapi: 3.0.3
                        info: {title: T, version: '1'}
                        paths: {/x: {get: {parameters: [{name: q, in: query, schema: {$ref: '%s'}}]}}}
                        """.formatted(reference);
                assertThat(Described.refusal(document))
                        .contains("/paths/~1x/get/parameters/0/schema/$ref", "leads out of the document")
                        .doesNotContain("canary");
            }
            listener.setSoTimeout(200);
            org.assertj.core.api.Assertions.assertThatThrownBy(listener::accept)
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void a_pattern_that_would_backtrack_is_kept_only_where_it_can_be_matched_in_linear_time() {
        var reading = Described.paths("""
                /x:
                  get:
                    operationId: x
                    parameters:
                      - {name: slow, in: query, schema: {type: string, pattern: '(a+)+$'}}
                      - {name: backtracking, in: query, schema: {type: string, pattern: '(a+)\\1$'}}
                """);

        assertThat(Described.at(Described.schema(reading, "x"), "properties", "slow", "pattern"))
                .isEqualTo("\"(a+)+$\"");
        assertThat(Described.at(Described.schema(reading, "x"), "properties", "backtracking"))
                .doesNotContain("pattern");
        assertThat(reading.warnings())
                .anySatisfy(
                        warning -> assertThat(warning).contains("linear time", "/paths/~1x/get/parameters/1/schema"));
    }

    private Map<String, String> readInSmallHeap() throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileDocuments.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        int exit = process.waitFor();
        String printed = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(exit).as(printed).isZero();
        var outcomes = new LinkedHashMap<String, String>();
        printed.lines()
                .map(line -> line.split("\t"))
                .filter(columns -> columns.length == 3)
                .forEach(columns -> outcomes.put(columns[0], columns[1]));
        return outcomes;
    }
}
