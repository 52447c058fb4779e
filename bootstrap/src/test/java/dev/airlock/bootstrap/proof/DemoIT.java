package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.airlock.bootstrap.fixture.RecordingUpstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The first command of a newcomer: what it leaves behind, and how it comes back from every end. */
@TestMethodOrder(MethodOrderer.MethodName.class)
final class DemoIT {
    private static final Pattern CURL = Pattern.compile("curl (?:.*\\\\\\R)*.*");
    private static final String SHOP = "harbour-supplies";
    private static RecordingUpstream upstream;
    private static DemoRun demo;

    @BeforeAll
    static void startAndAddAnApi() {
        upstream = RecordingUpstream.start();
        demo = new DemoRun("demo", "127.0.0.1:" + upstream.port());
        demo.start().process().terminate();
        ProofApi.install(demo.configuration(), "admin@demo.example", upstream, "proof-key");
        demo.start();
    }

    @AfterAll
    static void stop() {
        demo.close();
        upstream.close();
    }

    @Test
    void the_file_for_programs_says_all_and_only_what_is_promised_and_is_its_owners_alone() throws IOException {
        JsonNode access = demo.access();

        assertThat(access.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("baseUrl", "organization", "controlRoom", "token", "mcp");
        assertThat(access.path("controlRoom").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("url", "email", "password");
        assertThat(access.path("mcp").fieldNames()).toIterable().containsExactlyInAnyOrder("organization", "servers");
        assertThat(access.at("/mcp/servers/" + SHOP).asText())
                .isEqualTo("http://localhost:%d/mcp/demo/%s", demo.port(), SHOP);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(demo.json())))
                .isEqualTo("rw-------");
    }

    @Test
    void the_printed_curl_line_makes_a_call() throws Exception {
        Matcher line = CURL.matcher(demo.process().output());
        assertThat(line.find()).isTrue();
        Process shell = new ProcessBuilder("sh", "-c", line.group()).start();

        JsonNode reply = new JsonMapper().readTree(shell.getInputStream());

        assertThat(shell.waitFor()).isZero();
        assertThat(reply.at("/result/content/0/text").asText()).contains("ROPE-10MM");
    }

    @Test
    void sigterm_ends_it_cleanly_and_the_next_start_finds_everything() throws Exception {
        String token = demo.access().path("token").asText();
        String marker = called("write");

        demo.process().terminate();
        demo.start();

        assertThat(demo.access().path("token").asText()).isEqualTo(token);
        assertThat(outcomesOf(marker)).containsExactly("SUCCEEDED");
        assertThat(AuditRows.open(demo.directory())).isZero();
        assertThat(demo.agent(SHOP).call("listProducts", Map.of()).isSuccess()).isTrue();
    }

    @Test
    void a_killed_airlock_recovers_at_the_next_start() throws Exception {
        String marker = called("write");

        demo.process().kill();
        demo.start();

        assertThat(called("read")).isNotEqualTo(marker);
        Await.until("the call before the kill has an outcome", () -> AuditRows.open(demo.directory()) == 0);
        assertThat(outcomesOf(marker)).hasSize(1);
    }

    @Test
    void while_postgresql_is_dead_calls_are_refused_and_nothing_is_sent_and_the_next_start_repairs() throws Exception {
        called("read");
        killPostgres();
        int before = upstream.requests().size();

        try (Agent agent = demo.agent(ProofApi.SLUG.value())) {
            for (String operation : ProofApi.OPERATIONS) {
                Agent.Reply reply = agent.call(operation, Map.of("marker", "never-" + operation));
                assertThat(reply.status()).as(reply.text()).isEqualTo(503);
                assertThat(reply.body().at("/error/code").asInt()).isEqualTo(-32603);
                assertThat(reply.text()).containsIgnoringCase("nothing was sent");
            }
        }
        assertThat(upstream.requests()).hasSize(before);
        demo.process().terminate();
        demo.start();
        called("read");
    }

    @Test
    void a_second_one_on_the_same_data_is_refused() {
        var second = AirlockProcess.run(
                demo.ground(),
                Map.of(),
                "demo",
                "--port",
                "" + Ground.freePort(),
                "--data-dir",
                demo.directory().toString());

        assertThat(second.exitCode()).isNotZero();
        assertThat(second.output())
                .contains("is in use by another Airlock (process "
                        + demo.process().pid());
        assertSaysItBriefly(second);
    }

    @Test
    void a_port_in_use_is_told() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var refused = demo("--port", "" + taken.getLocalPort());

            assertThat(refused.output()).contains("127.0.0.1:" + taken.getLocalPort(), "choose another port");
            assertSaysItBriefly(refused);
        }
    }

    @Test
    void an_address_that_is_none_is_told() {
        var refused = demo("--port", "" + Ground.freePort(), "--allow-upstream", "http://localhost/");

        assertThat(refused.output()).contains("\"http://localhost/\" is no HOST:PORT");
        assertSaysItBriefly(refused);
    }

    @Test
    void an_option_that_does_not_exist_is_answered_with_those_that_do() {
        var refused = demo("--prot", "8080");

        assertThat(refused.output()).contains("unrecognized arguments: '--prot'", "--port", "--allow-upstream");
    }

    private static AirlockProcess.Ended demo(String... options) {
        Path other = Ground.fresh("demo-refused");
        var arguments = new ArrayList<>(
                List.of("demo", "--data-dir", other.resolve("data").toString()));
        arguments.addAll(List.of(options));
        var ended = AirlockProcess.run(other, Map.of(), arguments.toArray(String[]::new));
        assertThat(ended.exitCode()).isNotZero();
        return ended;
    }

    private static void assertSaysItBriefly(AirlockProcess.Ended ended) {
        assertThat(ended.output()).doesNotContain("\tat ", "Exception");
        assertThat(ended.output().lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(2);
    }

    private static String called(String operation) throws IOException {
        String marker = UUID.randomUUID().toString();
        try (Agent agent = demo.agent(ProofApi.SLUG.value())) {
            Agent.Reply reply = agent.call(operation, Map.of("marker", marker));
            assertThat(reply.isSuccess()).as(reply.text()).isTrue();
        }
        return marker;
    }

    private static List<String> outcomesOf(String marker) {
        var rows = AuditRows.ofCalls(demo.directory(), ProofApi.SLUG.value());
        UUID call = rows.stream()
                .filter(row -> row.marker().equals(marker))
                .findFirst()
                .orElseThrow()
                .subject();
        return rows.stream()
                .filter(row -> row.subject().equals(call) && row.phase().equals("OUTCOME"))
                .map(AuditRows.Row::result)
                .toList();
    }

    private static void killPostgres() throws Exception {
        Path pidFile = demo.directory().resolve("postgresql/cluster/postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().get();
    }
}
