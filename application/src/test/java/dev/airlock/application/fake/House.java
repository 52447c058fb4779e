package dev.airlock.application.fake;

import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.tool.Tool;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** A store in memory behind a gate, and shorthands for what tests set up there and expect of it. */
public final class House {
    /** Everything that was recorded. */
    public final RecordingAuditLog audit = new RecordingAuditLog();

    /** Moves when a test says so. */
    public final ManualClock clock = new ManualClock();

    /** The store. */
    public final Fakes store = new Fakes(clock);

    /** Counts upwards. */
    public final CountingIds ids = new CountingIds();

    /** The gate before the store. */
    public final Gate gate = new Gate(store.unitOfWork(), audit, clock, ids);

    /** Adds one of Ada's servers. */
    public void add(Server server, List<Tool> tools, PolicySet policy) {
        done(admitted(admission -> Result.done(store.servers().add(admission, server, tools, policy))));
    }

    /** Does something in Ada's name, past a gate that records elsewhere. */
    public <T> Result<T> admitted(Function<Admission, Result<T>> change) {
        var unrecorded = new Gate(store.unitOfWork(), new RecordingAuditLog(), clock, ids);
        return unrecorded.admit(
                Fixtures.signedIn(Fixtures.ADA), new Act("test", Role.MEMBER, null, Json.Obj.EMPTY), change);
    }

    /** One of Harbour's servers as it is stored now. */
    public Servers.Loaded load(String slug) {
        return Objects.requireNonNull(store.servers().load(Fixtures.HARBOUR.id(), new Slug(slug)));
    }

    /** What was recorded, as phase and result. */
    public List<String> recorded() {
        return audit.events().stream()
                .map(event -> event.phase() + " " + event.result())
                .toList();
    }

    /** The value of what must have been done. */
    public static <T> T done(Result<T> result) {
        return switch (result) {
            case Result.Done<T>(T value) -> value;
            case Result.Refused<T>(Refusal refusal) -> throw new AssertionError("refused: " + refusal);
        };
    }

    /** The refusal of what must not have been done. */
    public static Refusal refusal(Result<?> result) {
        return switch (result) {
            case Result.Done<?> done -> throw new AssertionError("done: " + done);
            case Result.Refused<?>(Refusal refusal) -> refusal;
        };
    }
}
