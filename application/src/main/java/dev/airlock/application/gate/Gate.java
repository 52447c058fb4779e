package dev.airlock.application.gate;

import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The one room that every administrative act crosses: it authorizes, records the intent, opens the transaction and records the outcome. */
public final class Gate {
    private final UnitOfWork work;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /** Makes the gate. */
    public Gate(UnitOfWork work, AuditLog audit, InstantSource clock, Supplier<UUID> ids) {
        this.work = work;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /** Does the act if the caller may, in one transaction; a refusal by the change itself rolls everything back. */
    public <T> Result<T> admit(Caller caller, Act act, Function<Admission, Result<T>> change) {
        return admit(caller, act, () -> Result.done(true), (admission, ready) -> change.apply(admission));
    }

    /**
     * Does the act if the caller may: first what must not hold a transaction open, such as fetching and parsing a document, then the change in
     * one transaction.
     */
    public <P, T> Result<T> admit(
            Caller caller, Act act, Supplier<Result<P>> prepare, BiFunction<Admission, P, Result<T>> change) {
        return admit(caller, act, permits(caller, act), prepare, change);
    }

    /** Does an act that takes nothing but what the caller themselves began, whatever their token is limited to. */
    public <T> Result<T> admitOwn(Caller caller, Act act, Function<Admission, Result<T>> change) {
        return admit(caller, act, true, () -> Result.done(true), (admission, ready) -> change.apply(admission));
    }

    private <P, T> Result<T> admit(
            Caller caller,
            Act act,
            boolean permitted,
            Supplier<Result<P>> prepare,
            BiFunction<Admission, P, Result<T>> change) {
        UUID subject = ids.get();
        try {
            if (!permitted) {
                audit.append(event(caller, act, subject, Phase.EVENT, AuditResult.DENIED, act.detail()));
                return Result.refused(new Refusal.NotPermitted(need(caller, act)));
            }
            audit.append(event(caller, act, subject, Phase.INTENT, AuditResult.STARTED, act.detail()));
        } catch (AuditUnavailableException e) {
            return Result.refused(new Refusal.Unavailable("nothing was changed: " + e.getMessage()));
        }
        return perform(caller, act, subject, () -> switch (prepare.get()) {
            case Result.Refused<P>(Refusal refusal) -> Result.refused(refusal);
            case Result.Done<P>(P prepared) -> {
                var admission = new Admission(caller, clock.instant(), ids, work);
                yield work.inTransaction(caller.organizationId(), () -> change.apply(admission, prepared));
            }
        });
    }

    private <T> Result<T> perform(Caller caller, Act act, UUID subject, Supplier<Result<T>> steps) {
        AuditResult ended = AuditResult.FAILED;
        Json.Obj detail = Json.Obj.EMPTY;
        try {
            Result<T> result = steps.get();
            if (result instanceof Result.Refused<T>(Refusal refusal)) {
                ended = refusal instanceof Refusal.NotPermitted ? AuditResult.DENIED : AuditResult.INVALID;
                detail = Json.object().put("refusal", refusal.message()).build();
            } else {
                ended = AuditResult.SUCCEEDED;
            }
            return result;
        } finally {
            audit.appendLater(event(caller, act, subject, Phase.OUTCOME, ended, detail));
        }
    }

    private static boolean permits(Caller caller, Act act) {
        return caller.membership().role().includes(act.needed())
                && caller.scope().access() == TokenScope.Access.WRITE
                && caller.scope().servers().isEmpty();
    }

    private static String need(Caller caller, Act act) {
        return caller.membership().role().includes(act.needed())
                ? "this token is limited to reading or to some servers; use one with full access"
                : "this needs the role " + act.needed() + ", and yours is "
                        + caller.membership().role();
    }

    private AuditEvent event(Caller caller, Act act, UUID subject, Phase phase, AuditResult result, Json.Obj detail) {
        return new AuditEvent(
                caller.organizationId(),
                subject,
                phase,
                clock.instant(),
                act.action(),
                caller.user().value(),
                caller.client(),
                caller.address(),
                act.server(),
                null,
                result,
                RawJson.of(detail));
    }
}
