package dev.airlock.application.gate;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.agent;
import static dev.airlock.application.fake.Fixtures.member;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.Fixtures.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.application.change.Change;
import dev.airlock.application.fake.CountingIds;
import dev.airlock.application.fake.Fakes;
import dev.airlock.application.fake.ManualClock;
import dev.airlock.application.fake.RecordingAuditLog;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.ServerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Act ACT = new Act(
            "server.add",
            Role.ADMIN,
            "orders",
            Json.object().put("name", "Orders").build());
    private static final Change NEWS = new Change.OfServer(HARBOUR.id(), new Slug("orders"));

    private final Fakes store = new Fakes();
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private final Gate gate = new Gate(store.unitOfWork(), audit, new ManualClock(), new CountingIds());
    private final List<Change> heard = new ArrayList<>();

    @Test
    void an_act_that_is_permitted_is_done_between_its_intent_and_its_outcome() {
        store.notices().subscribe(heard::add);
        Result<Boolean> result = gate.admit(signedIn(ADA), ACT, admission -> {
            assertThat(recorded()).containsExactly("INTENT STARTED");
            admission.announce(NEWS);
            assertThat(heard).isEmpty();
            return Result.done(add(admission));
        });
        assertThat(result).isEqualTo(Result.done(true));
        assertThat(isStored()).isTrue();
        assertThat(heard).containsExactly(NEWS);
        assertThat(recorded()).containsExactly("INTENT STARTED", "OUTCOME SUCCEEDED");
        AuditEvent intent = audit.events().getFirst();
        assertThat(intent.action()).isEqualTo("server.add");
        assertThat(intent.server()).isEqualTo("orders");
        assertThat(intent.detail().text()).isEqualTo("{\"name\":\"Orders\"}");
        assertThat(audit.events().getLast().subject()).isEqualTo(intent.subject());
    }

    @Test
    void an_act_that_is_not_permitted_is_recorded_and_never_run() {
        var member = signedIn(member(HARBOUR, 13, "mia@example.com", "Mia", Role.MEMBER));
        assertThat(refusal(gate.admit(member, ACT, this::neverRun)))
                .isEqualTo(new Refusal.NotPermitted("this needs the role ADMIN, and yours is MEMBER"));
        assertThat(recorded()).containsExactly("EVENT DENIED");
    }

    @Test
    void a_token_that_only_reads_or_reaches_some_servers_changes_nothing() {
        var some = Set.of(new ServerId(uuid(31)));
        for (TokenScope scope : List.of(
                new TokenScope(Set.of(), TokenScope.Access.READ), new TokenScope(some, TokenScope.Access.WRITE))) {
            assertThat(refusal(gate.admit(agent(ADA, scope), ACT, this::neverRun)))
                    .isInstanceOf(Refusal.NotPermitted.class)
                    .extracting(Refusal::message)
                    .asString()
                    .contains("use one with full access");
        }
        assertThat(recorded()).containsExactly("EVENT DENIED", "EVENT DENIED");
    }

    @Test
    void a_refusal_by_the_change_itself_leaves_nothing_behind_but_its_record() {
        store.notices().subscribe(heard::add);
        Result<Boolean> result = gate.admit(signedIn(ADA), ACT, admission -> {
            add(admission);
            admission.announce(NEWS);
            return Result.refused(new Refusal.Conflict("somebody was faster"));
        });
        assertThat(refusal(result)).isEqualTo(new Refusal.Conflict("somebody was faster"));
        assertThat(isStored()).isFalse();
        assertThat(heard).isEmpty();
        assertThat(recorded()).containsExactly("INTENT STARTED", "OUTCOME INVALID");
        assertThat(audit.events().getLast().detail().text()).isEqualTo("{\"refusal\":\"somebody was faster\"}");
    }

    @Test
    void a_change_that_breaks_is_rolled_back_and_recorded_as_failed() {
        assertThatThrownBy(() -> gate.admit(signedIn(ADA), ACT, admission -> {
                    add(admission);
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(isStored()).isFalse();
        assertThat(recorded()).containsExactly("INTENT STARTED", "OUTCOME FAILED");
    }

    @Test
    void where_nothing_can_be_recorded_nothing_is_changed() {
        audit.fail();
        assertThat(refusal(gate.admit(signedIn(ADA), ACT, this::neverRun)))
                .isEqualTo(new Refusal.Unavailable("nothing was changed: the audit log cannot be written"));
        var member = signedIn(member(HARBOUR, 13, "mia@example.com", "Mia", Role.MEMBER));
        assertThat(refusal(gate.admit(member, ACT, this::neverRun))).isInstanceOf(Refusal.Unavailable.class);
    }

    @Test
    void a_refused_preparation_opens_no_transaction() {
        Result<Boolean> result = gate.<String, Boolean>admit(
                signedIn(ADA),
                ACT,
                () -> Result.refused(Refusal.Invalid.field("specification", "is no OpenAPI")),
                (admission, ready) -> neverRun(admission));
        assertThat(refusal(result).message()).isEqualTo("specification: is no OpenAPI");
        assertThat(recorded()).containsExactly("INTENT STARTED", "OUTCOME INVALID");
    }

    @Test
    void a_preparation_that_breaks_is_recorded_as_failed() {
        assertThatThrownBy(() -> gate.<String, Boolean>admit(
                        signedIn(ADA),
                        ACT,
                        () -> {
                            throw new IllegalStateException("broken");
                        },
                        (admission, ready) -> neverRun(admission)))
                .hasMessage("broken");
        assertThat(recorded()).containsExactly("INTENT STARTED", "OUTCOME FAILED");
    }

    @Test
    void the_admission_names_who_does_it_where_and_when() {
        Caller ada = signedIn(ADA);
        gate.admit(ada, ACT, admission -> {
            assertThat(admission.caller()).isEqualTo(ada);
            assertThat(admission.organization()).isEqualTo(HARBOUR.id());
            assertThat(admission.now()).isEqualTo(new ManualClock().instant());
            assertThat(admission.newId()).isNotEqualTo(admission.newId());
            return Result.done(true);
        });
        assertThat(recorded()).containsExactly("INTENT STARTED", "OUTCOME SUCCEEDED");
    }

    private Result<Boolean> neverRun(Admission admission) {
        throw new AssertionError("ran for " + admission.caller());
    }

    private boolean add(Admission admission) {
        return store.servers().add(admission, server(ADA, 31, "orders"), List.of(), PolicySet.ALLOW_ALL);
    }

    private boolean isStored() {
        return store.servers().load(HARBOUR.id(), new Slug("orders")) != null;
    }

    private List<String> recorded() {
        return audit.events().stream()
                .map(event -> event.phase() + " " + event.result())
                .toList();
    }

    private static Refusal refusal(Result<?> result) {
        return ((Result.Refused<?>) result).refusal();
    }
}
