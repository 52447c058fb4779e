package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.change.Change;
import dev.airlock.application.fake.CountingIds;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.fake.ManualClock;
import dev.airlock.application.fake.Ports;
import dev.airlock.application.fake.RecordingAuditLog;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.json.Json;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;

/** A store in which Ada owns Harbour and Bob owns Meadow, and the gate through which they change it. */
public abstract class StoreContract {
    private static final Act ACT = new Act("test.change", Role.MEMBER, null, Json.Obj.EMPTY);

    protected final ManualClock clock = new ManualClock();
    protected Ports ports;
    private Gate gate;

    /** Returns the ports of an empty store. */
    protected abstract Ports open();

    @BeforeEach
    void people() {
        ports = open();
        gate = new Gate(ports.unitOfWork(), new RecordingAuditLog(), clock, new CountingIds());
        assertThat(ports.organizations().found(ADA, "hash of Ada's")).isTrue();
        assertThat(ports.organizations().found(BOB, "hash of Bob's")).isTrue();
    }

    /** Takes someone new in. */
    protected final void join(Membership membership) {
        assertThat(ports.people().add(membership.person(), "hash")).isTrue();
        assertThat(manages(
                        membership.organization().equals(ADA.organization()) ? ADA : BOB,
                        admission -> ports.members().join(membership)))
                .isTrue();
    }

    /** Does something as this person, in one transaction, and returns what came of it. */
    protected final <T> T as(Membership person, Function<Admission, T> change) {
        Result<T> result = attempt(person, admission -> Result.done(change.apply(admission)));
        return switch (result) {
            case Result.Done<T>(T value) -> value;
            case Result.Refused<T>(var refusal) -> throw new AssertionError(refusal);
        };
    }

    /** Does something that may find itself unable to, as this person, in one transaction. */
    protected final boolean manages(Membership person, Predicate<Admission> change) {
        return as(person, change::test);
    }

    /** Tries something as this person, in one transaction. */
    protected final <T> Result<T> attempt(Membership person, Function<Admission, Result<T>> change) {
        return gate.admit(Fixtures.signedIn(person), ACT, change);
    }

    /** Collects what this node hears from now on. */
    protected final List<Change> hearing() {
        List<Change> heard = new CopyOnWriteArrayList<>();
        ports.notices().subscribe(heard::add);
        return heard;
    }
}
