package dev.airlock.application.call;

import dev.airlock.application.change.Change;
import dev.airlock.application.connection.Connect;
import dev.airlock.application.connection.Connections;
import dev.airlock.application.connection.OpenCredentials;
import dev.airlock.application.connection.OpenCredentials.Opened;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.call.Content;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.Violation;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.json.MemberPath;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerVariable;
import dev.airlock.domain.server.ServerVariable.Discovery;
import dev.airlock.domain.server.ToolReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tries connections at the service: finds out what their variables can be, and whose account they are. These calls are Airlock's own, on behalf of the
 * person who asks for them; they only read, and policies are not asked.
 */
public final class TestConnection {
    private static final int MAX_CHOICES = 200;
    private static final int MAX_ACCOUNT = 200;

    private final Gate gate;
    private final ServerSnapshots snapshots;
    private final Connections connections;
    private final Connect connect;
    private final Sender sender;

    /** Makes the verb. */
    public TestConnection(
            Gate gate,
            ServerSnapshots snapshots,
            Connections connections,
            Connect connect,
            OpenCredentials credentials) {
        this.gate = gate;
        this.snapshots = snapshots;
        this.connections = connections;
        this.connect = connect;
        this.sender = new Sender(credentials);
    }

    /** What came of a test. */
    public sealed interface Finding {
        /** The service takes the credential; the account is empty where it does not say whose it is. */
        record Works(String account) implements Finding {}

        /** The service does not take the credential; the connection has to be made again. */
        record Refused(String problem) implements Finding {}

        /** Nothing is known: the service could not be asked, or did not answer as expected. */
        record Unclear(String problem) implements Finding {}

        /** It has still to be chosen what the connection is for. */
        record Open(ServerVariable variable) implements Finding {}
    }

    /** One of the values that a variable can have for a connection. */
    public record Choice(String value, String label) {}

    private sealed interface Read {
        record Said(List<Json> values, Json answer) implements Read {}

        record Refused(String problem) implements Read {}

        record Failed(String problem) implements Read {}
    }

    private record Attempt(Connection connection, Finding finding) {}

    /** Tries the caller's connection, or as an administrator the shared one. What can be only one value of a variable is chosen. */
    public Result<Finding> test(Caller caller, Slug slug, boolean shared) {
        discover(caller, slug, shared);
        return gate.admit(
                caller,
                act("connection.test", slug, shared),
                () -> found(caller, slug, shared).map(subject -> new Attempt(subject.connection, finding(subject))),
                this::note);
    }

    private record Subject(ServerSnapshot snapshot, Connection connection) {}

    private Result<Subject> found(Caller caller, Slug slug, boolean shared) {
        ServerSnapshot snapshot = snapshots.find(caller, slug);
        Connection connection = snapshot == null
                ? null
                : connections.find(caller.organizationId(), snapshot.server().id(), shared ? null : caller.user());
        return snapshot == null || connection == null
                ? Result.refused(new Refusal.NotFound("there is no connection to \"" + slug + "\" to be tested"))
                : Result.done(new Subject(snapshot, connection));
    }

    private void discover(Caller caller, Slug slug, boolean shared) {
        if (found(caller, slug, shared) instanceof Result.Done<Subject>(Subject subject)) {
            for (ServerVariable variable : subject.snapshot.server().target().missing(subject.connection.variables())) {
                if (choices(caller, slug, shared, variable) instanceof Result.Done<List<Choice>>(List<Choice> choices)
                        && choices.size() == 1) {
                    connect.choose(
                            caller,
                            slug,
                            shared,
                            Map.of(variable.name(), choices.getFirst().value()));
                }
            }
        }
    }

    /** Asks the service what a variable can be for the caller's connection, or as an administrator for the shared one. */
    public Result<List<Choice>> choices(Caller caller, Slug slug, boolean shared, ServerVariable variable) {
        if (!(variable.discovery() instanceof Discovery.Lookup(ToolReading reading, @Nullable MemberPath label))) {
            return Result.refused(new Refusal.Conflict("the service does not say what " + variable.name() + " can be"));
        }
        return gate.admit(
                caller,
                act("connection.choices", slug, shared),
                () -> found(caller, slug, shared).then(subject -> switch (read(subject, reading)) {
                    case Read.Said said -> Result.done(choices(subject.snapshot.server(), variable, said, label));
                    case Read.Refused(String problem) -> Result.refused(new Refusal.Conflict(problem));
                    case Read.Failed(String problem) -> Result.refused(new Refusal.Unavailable(problem));
                }),
                (admission, choices) -> Result.done(choices));
    }

    private static List<Choice> choices(
            Server server, ServerVariable variable, Read.Said said, @Nullable MemberPath label) {
        List<String> labels = label == null
                ? List.of()
                : label.in(said.answer).map(TestConnection::text).toList();
        var choices = new ArrayList<Choice>();
        for (int i = 0; i < Math.min(said.values.size(), MAX_CHOICES); i++) {
            String value = text(said.values.get(i));
            if (server.target().problem(variable, value) == null && !value.isEmpty()) {
                boolean named = labels.size() == said.values.size();
                choices.add(new Choice(value, named ? labels.get(i) : value));
            }
        }
        return choices.stream().distinct().toList();
    }

    private Finding finding(Subject subject) {
        Server server = subject.snapshot.server();
        List<ServerVariable> missing = server.target().missing(subject.connection.variables());
        if (!missing.isEmpty()) {
            return new Finding.Open(missing.getFirst());
        }
        ToolReading identity = server.conventions().identity();
        if (identity == null) {
            return new Finding.Unclear(
                    "nobody has said yet with which tool Airlock can ask " + server.name() + " whose account it is");
        }
        return switch (read(subject, identity)) {
            case Read.Said(List<Json> values, Json answer) ->
                new Finding.Works(values.stream()
                        .map(TestConnection::text)
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElse(""));
            case Read.Refused(String problem) -> new Finding.Refused(problem);
            case Read.Failed(String problem) -> new Finding.Unclear(problem);
        };
    }

    /** Noted of the connection as it is now: its credential may have been renewed on the way, but it must not have been made again. */
    private Result<Finding> note(Admission admission, Attempt attempt) {
        Connection tried = attempt.connection;
        Connection now = connections.find(tried.organization(), tried.server(), tried.user());
        if (now == null || !now.id().equals(tried.id()) || now.generation() != tried.generation()) {
            return Result.refused(new Refusal.Conflict("the connection was made again meanwhile; test it again"));
        }
        boolean changed = switch (attempt.finding) {
            case Finding.Works(String account) -> connections.identify(admission, now.identified(account));
            case Finding.Refused(String problem) -> connections.breakOff(now, problem);
            case Finding.Unclear u -> false;
            case Finding.Open o -> false;
        };
        if (changed) {
            admission.announce(Change.OfConnection.of(now));
        }
        return Result.done(attempt.finding);
    }

    private Read read(Subject subject, ToolReading reading) {
        SnapshotTool tool = subject.snapshot.tool(reading.tool().value());
        if (tool == null || !tool.tool().annotations().readOnly()) {
            return new Read.Failed("there is no tool " + reading.tool() + " any more that only reads");
        }
        SnapshotTool.Prepared prepared = tool.prepared();
        List<Violation> violations = prepared.check().violations(reading.arguments());
        if (!violations.isEmpty()) {
            return unfit(reading, violations);
        }
        Map<String, String> variables = Sender.variables(subject.snapshot.server(), subject.connection);
        return switch (prepared.operation().prepare(reading.arguments(), variables)) {
            case Executor.Preparation.Invalid(List<Violation> unfit) -> unfit(reading, unfit);
            case Executor.Preparation.Ready(OutgoingRequest request) ->
                read(subject, reading, prepared.operation(), request);
        };
    }

    private static Read unfit(ToolReading reading, List<Violation> violations) {
        Violation first = violations.getFirst();
        return new Read.Failed("the arguments that are set for " + reading.tool() + " do not fit it any more: "
                + first.argument() + " " + first.problem());
    }

    private Read read(Subject subject, ToolReading reading, Executor.Operation operation, OutgoingRequest request) {
        Server server = subject.snapshot.server();
        if (!subject.connection.origins().contains(request.origin())) {
            return new Read.Failed("the connection was not made for calls to " + request.origin() + "; connect again");
        }
        return switch (sender.open(server, subject.connection)) {
            case Opened.Broken(String problem) -> new Read.Failed(problem);
            case Opened.Unavailable(String problem) -> new Read.Failed(problem);
            case Opened.Ready opened -> {
                Executor.Transmission sent = sender.send(server, operation, request, opened);
                yield Sender.isRefused(sent)
                        ? new Read.Refused(server.name() + " did not take the credential")
                        : switch (sent) {
                            case Executor.Transmission.Failed(String problem, boolean maybe) ->
                                new Read.Failed(problem);
                            case Executor.Transmission.Answered(Reply reply, var elsewhere) -> read(reading, reply);
                        };
            }
        };
    }

    private static Read read(ToolReading reading, Reply reply) {
        if (reply.failed()) {
            return new Read.Failed(reading.tool() + " was answered with the status " + reply.status());
        }
        Json answer = reply.content().isEmpty() || !(reply.content().getFirst() instanceof Content.Text(byte[] text))
                ? null
                : parsed(text);
        return answer == null
                ? new Read.Failed(reading.tool() + " was not answered with JSON")
                : new Read.Said(reading.member().in(answer).toList(), answer);
    }

    private static @Nullable Json parsed(byte[] text) {
        try {
            return JsonReader.read(text);
        } catch (JsonSyntaxException e) {
            return null;
        }
    }

    /** Shown to people, so without what could disturb a page. */
    private static String text(Json value) {
        String text = switch (value) {
            case Json.Str(String string) -> string;
            case Json.Num(String literal) -> literal;
            default -> "";
        };
        String line = text.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
        return line.length() <= MAX_ACCOUNT ? line : line.substring(0, MAX_ACCOUNT) + "…";
    }

    private static Act act(String action, Slug slug, boolean shared) {
        Json.Obj detail = shared ? Json.object().put("shared", true).build() : Json.Obj.EMPTY;
        return new Act(action, shared ? Role.ADMIN : Role.MEMBER, slug.value(), detail);
    }
}
