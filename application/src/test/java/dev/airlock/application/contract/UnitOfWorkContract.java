package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What transactions and the news of them promise. */
public abstract class UnitOfWorkContract extends StoreContract {
    private static final Slug ORDERS = new Slug("orders");
    private static final Change CHANGE = new Change.OfServer(HARBOUR.id(), ORDERS);

    private Result<String> addServer(Admission admission) {
        ports.servers().add(admission, server(ADA, 31, "orders"), List.of(), PolicySet.ALLOW_ALL);
        admission.announce(CHANGE);
        return Result.done("added");
    }

    private boolean serverExists() {
        return ports.servers().load(HARBOUR.id(), ORDERS) != null;
    }

    @Test
    void what_was_done_is_kept_and_heard_of_when_the_work_returns() {
        List<Change> heard = hearing();
        assertThat(attempt(ADA, this::addServer)).isEqualTo(Result.done("added"));
        assertThat(serverExists()).isTrue();
        assertThat(heard).containsExactly(CHANGE);
    }

    @Test
    void a_refusal_undoes_everything_and_is_not_news() {
        List<Change> heard = hearing();
        Result<String> refused = Result.refused(new Refusal.Conflict("somebody was faster"));
        assertThat(attempt(ADA, admission -> {
                    addServer(admission);
                    return refused;
                }))
                .isEqualTo(refused);
        assertThat(serverExists()).isFalse();
        assertThat(heard).isEmpty();
    }

    @Test
    void an_exception_undoes_everything_and_is_not_news() {
        List<Change> heard = hearing();
        assertThatThrownBy(() -> attempt(ADA, admission -> {
                    addServer(admission);
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(serverExists()).isFalse();
        assertThat(heard).isEmpty();
    }

    @Test
    void the_work_sees_what_it_has_done() {
        Result<Boolean> seen = attempt(ADA, admission -> addServer(admission).map(added -> serverExists()));
        assertThat(seen).isEqualTo(Result.done(true));
    }

    @Test
    void news_is_told_after_the_change_can_be_seen() {
        var seen = new AtomicBoolean();
        ports.notices().subscribe(change -> seen.set(serverExists()));
        attempt(ADA, this::addServer);
        assertThat(seen).isTrue();
    }

    @Test
    void a_closed_subscription_hears_nothing() {
        List<Change> heard = new ArrayList<>();
        ports.notices().subscribe(heard::add).close();
        attempt(ADA, this::addServer);
        assertThat(heard).isEmpty();
    }

    @Test
    void a_transaction_does_not_reach_into_another_organization() {
        assertThatThrownBy(() -> as(BOB, admission -> ports.servers().list(HARBOUR.id())))
                .isInstanceOf(IllegalStateException.class);
        List<Servers.Listed> own = as(BOB, admission -> ports.servers().list(MEADOW.id()));
        assertThat(own).isEmpty();
    }

    @Test
    void looking_across_organizations_leaves_the_transaction_where_it_was() {
        as(BOB, admission -> {
            assertThat(ports.organizations().find(HARBOUR.slug())).isEqualTo(HARBOUR);
            assertThat(ports.members().owners(admission))
                    .containsExactly(BOB.person().id());
            assertThat(ports.servers().add(admission, server(BOB, 32, "fields"), List.of(), PolicySet.ALLOW_ALL))
                    .isTrue();
            return admission;
        });
        assertThat(ports.servers().list(MEADOW.id())).hasSize(1);
    }

    @Test
    void one_transaction_does_not_open_another() {
        assertThatThrownBy(() -> as(ADA, admission -> as(ADA, inner -> "nested")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("open already");
    }

    @Test
    void news_belongs_to_a_transaction() {
        assertThatThrownBy(() -> ports.unitOfWork().announce(CHANGE)).isInstanceOf(IllegalStateException.class);
    }
}
