package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.bootstrap.fixture.RecordingUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An installation of two organizations after one was deleted: the other one goes on, and the audit log is whole and stays evidence of both. */
final class DeletedOrganizationIT {
    private static final String EMAIL = "owner@acme.example";
    private static final String OTHER = "owner@other.example";
    private static final Pattern COUNT = Pattern.compile("(\\d+) records in \\d+ chains");
    private static final String ONE_OF_ITS_CALLS = """
            (select writer, sequence from audit_event where action = 'tool.call' and organization_id =
                (select organization_id from audit_event where action = 'organization.delete' limit 1)
             order by writer, sequence limit 1)""";

    private final Path ground = Ground.fresh("deleted");
    private final Path key = ServeRun.key(ground.resolve("elsewhere/master.key"));
    private final Commands commands = new Commands(ground.resolve("elsewhere"));

    @Test
    void the_audit_log_is_verified_whole_and_the_deleted_ones_records_are_still_evidence() throws Exception {
        try (var upstream = RecordingUpstream.start();
                var node = new ServeRun(ground.resolve("node"));
                var api = new Api()) {
            String allowed = "127.0.0.1:" + upstream.port();
            Path configuration =
                    node.configuration("keys: {masterKeyFile: " + key + "}", "upstream: {allow: ['" + allowed + "']}");
            commands.found(configuration, EMAIL);
            commands.found(configuration, "Other", OTHER, Commands.PASSWORD);
            ProofApi.install(node.installation(null, key, allowed), EMAIL, upstream, "proof-key");
            String token = commands.issueToken(configuration, EMAIL);
            String others = commands.issueToken(configuration, OTHER);
            node.start(configuration);
            call(node, token, 200);
            node.process().terminate();
            long before = intact(configuration);

            commands.run("organization", "delete", "acme", configuration);

            assertThat(intact(configuration)).isGreaterThan(before);
            node.start(configuration);
            call(node, token, 401);
            var events = api.ask(node.url("/api/v1/audit"), others);
            assertThat(events.statusCode()).isEqualTo(200);
            assertThat(events.body()).contains("token.issue").doesNotContain("tool.call", "organization.delete");
            assertThat(intact(configuration)).as("while a node runs").isGreaterThan(before);
            tampered(node, configuration);
        }
    }

    private static void call(ServeRun node, String token, int status) throws IOException {
        try (Agent agent = node.agent("acme", token)) {
            assertThat(agent.call("read", Map.of("marker", "m")).status()).isEqualTo(status);
        }
    }

    /** Verifies, and returns how many records there are. */
    private long intact(Path configuration) {
        String said = commands.run("audit", "verify", configuration);
        assertThat(said).contains("Everything is as it was written.");
        Matcher count = COUNT.matcher(said);
        assertThat(count.find()).as(said).isTrue();
        return Long.parseLong(count.group(1));
    }

    private void tampered(ServeRun node, Path configuration) throws SQLException {
        String record;
        try (Connection database = AuditRows.superuser(node.directory());
                Statement statement = database.createStatement()) {
            try (var found = statement.executeQuery("select writer, sequence from " + ONE_OF_ITS_CALLS + " one")) {
                assertThat(found.next()).isTrue();
                record = "record " + found.getLong(2) + " of writer " + found.getString(1);
            }
            assertThat(statement.executeUpdate(
                            "update audit_event set detail = detail || ' ' where (writer, sequence) in "
                                    + ONE_OF_ITS_CALLS))
                    .isEqualTo(1);
        }
        var ended = commands.end("audit", "verify", configuration);
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("WRONG  " + record);
    }
}
