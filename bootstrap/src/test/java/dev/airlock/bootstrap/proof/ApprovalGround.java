package dev.airlock.bootstrap.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.airlock.bootstrap.Installation;
import dev.airlock.bootstrap.fixture.Recorded;
import dev.airlock.bootstrap.fixture.RecordingUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An installation on a PostgreSQL that outlives its nodes, with the API that people must approve and an agent who asks. */
final class ApprovalGround implements AutoCloseable {
    final RecordingUpstream upstream = RecordingUpstream.start();
    final Relay relay = Relay.to(upstream.port());
    private final String token;
    private final Api api = new Api();
    private final Path ground;
    private final Path key;
    private final ExternalPostgres postgres;
    private final ServeRun home;

    /** One approval request as it is stored. */
    record Row(String state, boolean dispatched, Instant at, String reason) {
        boolean hasEnded() {
            return !List.of("PENDING", "APPROVED", "SENDING").contains(state);
        }
    }

    /** What will be sent of it. */
    record Stored(String method, String url, byte[] body, String arguments) {}

    /** Makes one in a directory of that name, with the API that the document describes. */
    ApprovalGround(String name, String document) {
        ground = Ground.fresh(name);
        key = ServeRun.key(ground.resolve("master.key"));
        postgres = new ExternalPostgres(ground.resolve("external"));
        home = new ServeRun(ground.resolve("home"));
        Path configuration =
                home.configuration(ServeRun.database(postgres.url()), "keys: {masterKeyFile: " + key + "}");
        new Commands(ground).found(configuration, ApprovalApi.ADA);
        token = ApprovalApi.install(home.installation(postgres.url(), key, allowed()), relay.baseUrl(), document);
    }

    private String allowed() {
        return "127.0.0.1:" + relay.port();
    }

    /** Starts a node; where it is called {@link Gates#STOPPED} it waits at gates. */
    ServeRun node(String name) {
        return node(name, Duration.ZERO, Duration.ofDays(1));
    }

    /** Starts a node whose clock is so far ahead, and at which requests live so long; with more sections of its configuration. */
    ServeRun node(String name, Duration ahead, Duration lifetime, String... sections) {
        var node = new ServeRun(ground.resolve(name)).ahead(ahead);
        return node.start(node.configuration(
                ServeRun.database(postgres.url() + "&ApplicationName=" + name),
                "keys: {masterKeyFile: " + key + "}",
                "approvals: {hold: 0s, lifetime: " + lifetime.toSeconds() + "s}",
                "upstream: {allow: ['" + allowed() + "']}",
                String.join("\n", sections)));
    }

    /** Signs in one of those who may decide. */
    Decider decider(ServeRun node, String email) {
        return Decider.signedIn(api, node, email);
    }

    /** Lets the agent call a tool of {@link ApprovalApi#operations}, with a body of that length; returns the id of the request that waits. */
    String ask(ServeRun node, String tool, String marker, int length) throws IOException {
        return ask(node, tool, "{\"marker\": \"" + marker + "\", \"body\": \"" + "x".repeat(length) + "\"}");
    }

    /** Lets the agent call a tool with arguments in JSON; returns the id of the request that waits. */
    String ask(ServeRun node, String tool, String arguments) throws IOException {
        try (Agent agent = agent(node)) {
            JsonNode said = agent.call(tool, arguments).body();
            JsonNode waiting = said.at("/result/structuredContent");
            if (!waiting.path("status").asText().equals("awaiting_approval")) {
                throw new AssertionError("it does not wait: " + said);
            }
            return waiting.path("requestId").asText();
        }
    }

    /** What the agent is told of a request. */
    Agent.Reply follow(ServeRun node, String id) throws IOException {
        try (Agent agent = agent(node)) {
            return agent.call("check_approval", Map.of("requestId", id));
        }
    }

    /** The agent who asks. */
    Agent agent(ServeRun node) {
        return node.agent("acme", token);
    }

    Gates gates() throws SQLException {
        return new Gates(postgres.superuser());
    }

    Row row(String id) {
        return find(
                id,
                "state, dispatched, changed_at, coalesce(reason, '')",
                found -> new Row(
                        found.getString(1),
                        found.getBoolean(2),
                        found.getObject(3, OffsetDateTime.class).toInstant(),
                        found.getString(4)));
    }

    /** What is stored of a request that will be sent. */
    Stored stored(String id) {
        return find(
                id,
                "method, origin || target, body, arguments",
                found -> new Stored(found.getString(1), found.getString(2), found.getBytes(3), found.getString(4)));
    }

    private interface Reading<T> {
        T of(ResultSet found) throws SQLException;
    }

    private <T> T find(String id, String columns, Reading<T> reading) {
        try (Connection database = postgres.superuser();
                PreparedStatement query =
                        database.prepareStatement("select " + columns + " from approval_request where id = ?")) {
            query.setObject(1, UUID.fromString(id));
            try (ResultSet found = query.executeQuery()) {
                if (!found.next()) {
                    throw new AssertionError("there is no request " + id);
                }
                return reading.of(found);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Alters a request as somebody could who writes to the database. */
    void alter(String id, String assignment) {
        try (Connection database = postgres.superuser();
                PreparedStatement update =
                        database.prepareStatement("update approval_request set " + assignment + " where id = ?")) {
            update.setObject(1, UUID.fromString(id));
            if (update.executeUpdate() != 1) {
                throw new AssertionError("there is no request " + id);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** How many intents have no outcome yet. */
    long openIntents() {
        return number("""
                select count(*) from audit_event intent where phase = 'INTENT' and not exists (
                    select from audit_event outcome where outcome.subject = intent.subject and outcome.phase = 'OUTCOME')""");
    }

    /** A number that the database knows. */
    long number(String sql) {
        try (Connection database = postgres.superuser();
                Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** What is wrong with the audit log. */
    List<String> auditProblems() throws IOException {
        return Installation.verifyAudit(home.installation(postgres.url(), key, allowed())).first().stream()
                .map(Object::toString)
                .toList();
    }

    /** The requests that have come to the upstream with this marker, whole or not. */
    List<Recorded> hits(String marker) {
        return upstream.requests().stream()
                .filter(request -> request.target().endsWith("marker=" + marker))
                .toList();
    }

    /** A file for figures. */
    Path report() {
        return ground.resolve("report.txt");
    }

    @Override
    public void close() throws IOException {
        api.close();
        home.close();
        relay.close();
        upstream.close();
        postgres.close();
    }
}
