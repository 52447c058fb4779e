package dev.airlock.application.approval;

import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.application.call.Dispatch;
import dev.airlock.application.call.PrepareCall;
import dev.airlock.application.call.PrepareCall.Prepared;
import dev.airlock.application.call.ReadyCall;
import dev.airlock.application.call.ServerSnapshot;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.domain.approval.PresentState;
import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonLimits;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.policy.Verdict;
import dev.airlock.domain.tool.Tool;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a call would change, for the people who decide about it: with the tool that reads the same path, as the requester, where the policy lets them at once.
 * It is a call like any other, judged and recorded.
 */
public final class ReadPresent {
    private static final Set<String> CHANGING = Set.of("PUT", "PATCH", "DELETE");
    private static final Json.Obj WHY =
            Json.object().put("purpose", "to show approvers what would change").build();

    private final ServerSnapshots snapshots;
    private final PrepareCall prepareCall;
    private final Dispatch dispatch;
    private final Supplier<UUID> ids;

    /** Makes the verb. */
    public ReadPresent(ServerSnapshots snapshots, PrepareCall prepareCall, Dispatch dispatch, Supplier<UUID> ids) {
        this.snapshots = snapshots;
        this.prepareCall = prepareCall;
        this.dispatch = dispatch;
        this.ids = ids;
    }

    /** Returns what the call would change; null where that cannot be read, or has nothing in common with what the call sends. */
    @Nullable
    PresentState read(ReadyCall ready) {
        ReadyCall reading = reading(ready);
        Json.Obj answer = reading == null ? null : answer(reading);
        if (reading == null || answer == null) {
            return null;
        }
        Json.Obj sent = object(ready.canonical().outgoing().body());
        PresentState state = sent == null
                ? unsteady(reading, PresentState.of(reading.tool().name(), answer, answer))
                : PresentState.of(reading.tool().name(), answer, sent);
        return state == null || state.seen().members().isEmpty() ? null : state;
    }

    /** What there is no other measure for counts as far as it is the same when it is read twice. */
    private @Nullable PresentState unsteady(ReadyCall reading, PresentState first) {
        Json.Obj second = answer(reading);
        return second == null ? null : first.alsoIn(second);
    }

    /** Returns what the call would change by now, as far as an earlier look at it goes; null where that cannot be read any more. */
    @Nullable
    PresentState again(ReadyCall ready, PresentState before) {
        ReadyCall reading = reading(ready);
        Json.Obj answer = reading == null || !reading.tool().name().equals(before.reader()) ? null : answer(reading);
        if (answer == null) {
            return null;
        }
        Json.Obj sent = object(ready.canonical().outgoing().body());
        return PresentState.of(before.reader(), answer, sent == null ? before.seen() : sent);
    }

    private @Nullable ReadyCall reading(ReadyCall ready) {
        ToolCall call = ready.call();
        ServerSnapshot snapshot = snapshots.find(call.caller(), call.server());
        Tool reader = snapshot == null ? null : reader(ready.tool(), snapshot.tools());
        if (reader == null) {
            return null;
        }
        var read = new ToolCall(call.caller(), call.server(), reader.name().value(), arguments(call, reader));
        return prepareCall.prepare(read) instanceof Prepared.Ready(ReadyCall reading)
                        && reading.verdict() instanceof Verdict.Allow
                        && !reading.isUnconnected()
                ? reading
                : null;
    }

    private static @Nullable Tool reader(Tool writer, List<Tool> tools) {
        Json.Obj wanted = writer.binding().parse();
        return changes(wanted)
                ? tools.stream()
                        .filter(tool -> tool.annotations().readOnly()
                                && reads(tool.binding().parse(), wanted))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /** A POST makes something new, as a rule. */
    private static boolean changes(Json.Obj binding) {
        String method = binding.text("method");
        String path = binding.text("path");
        return method != null && path != null && CHANGING.contains(method) && path.contains("{");
    }

    private static boolean reads(Json.Obj binding, Json.Obj wanted) {
        return "GET".equals(binding.text("method"))
                && Objects.equals(wanted.get("path"), binding.get("path"))
                && Objects.equals(wanted.get("server"), binding.get("server"));
    }

    /** What both tools want is the same thing under the same name: the path's parameters. */
    private static Json.Obj arguments(ToolCall call, Tool reader) {
        List<Json> required = reader.inputSchema().parse().items("required");
        var arguments = Json.object();
        for (Json name : required) {
            Json value =
                    name instanceof Json.Str(String text) ? call.arguments().get(text) : null;
            if (value != null) {
                arguments.put(((Json.Str) name).value(), value);
            }
        }
        return arguments.build();
    }

    private Json.@Nullable Obj answer(ReadyCall reading) {
        try {
            CallOutcome outcome = dispatch.send(new CallId(ids.get()), reading, WHY, () -> true);
            return outcome instanceof CallOutcome.Answered(var call, Reply reply)
                            && !reply.failed()
                            && !reply.truncated()
                    ? object(reply.structured())
                    : null;
        } catch (AuditUnavailableException e) {
            return null;
        }
    }

    private static Json.@Nullable Obj object(byte @Nullable [] utf8) {
        if (utf8 == null || utf8.length == 0) {
            return null;
        }
        try {
            return JsonReader.read(utf8, JsonLimits.DOCUMENT) instanceof Json.Obj object ? object : null;
        } catch (JsonSyntaxException e) {
            return null;
        }
    }
}
