package dev.airlock.application.identity;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.application.change.Change;
import dev.airlock.application.fake.FakeCheckpoints;
import dev.airlock.application.fake.House;
import dev.airlock.application.fake.RecordedTrail;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.audit.ChainHead;
import dev.airlock.domain.audit.Checkpoint;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** O-10: a node finds that its database was restored from a backup. */
class ShutOutAfterRestoreTest {
    private static final Checkpoint SEEN = new Checkpoint(1, NOW, List.of());

    private final House house = new House();
    private final RecordedTrail trail = new RecordedTrail(house.audit);
    private final FakeCheckpoints checkpoints = new FakeCheckpoints();
    private final List<Change> heard = new ArrayList<>();

    @BeforeEach
    void people_are_signed_in() {
        assertThat(house.store.organizations().found(ADA, "hash")).isTrue();
        assertThat(house.store.organizations().found(BOB, "hash")).isTrue();
        house.store.notices().subscribe(heard::add);
        signIn();
    }

    private void signIn() {
        for (Membership place : List.of(ADA, BOB)) {
            house.store
                    .sessions()
                    .open(
                            hash(place.person().name()),
                            place.organization().id(),
                            place.person().id(),
                            "192.0.2.7",
                            NOW,
                            NOW.plus(Duration.ofDays(7)));
        }
    }

    private boolean isSignedIn(Membership place) {
        return house.store.sessions().find(hash(place.person().name()), NOW.plusSeconds(1), NOW.minusSeconds(1))
                != null;
    }

    /** What a node does that saw these checkpoints. */
    private ShutOutAfterRestore at(FakeCheckpoints node) {
        return new ShutOutAfterRestore(
                house.store.organizations(),
                house.store.members(),
                house.store.unitOfWork(),
                house.audit,
                trail,
                node,
                house.clock,
                house.ids);
    }

    @Test
    void everybody_of_every_organization_is_shut_out_and_every_node_hears_of_it() {
        at(checkpoints).after(SEEN);
        assertThat(isSignedIn(ADA)).isFalse();
        assertThat(isSignedIn(BOB)).isFalse();
        assertThat(heard).contains(new Change.OfOrganization(HARBOUR.id()), new Change.OfOrganization(MEADOW.id()));
    }

    @Test
    void each_organization_reads_that_it_began_and_that_it_was_done() {
        at(checkpoints).after(SEEN);
        for (OrganizationId organization : List.of(HARBOUR.id(), MEADOW.id())) {
            List<AuditEvent> events = house.audit.events().stream()
                    .filter(event -> event.organization().equals(organization))
                    .toList();
            assertThat(events)
                    .extracting(event -> event.action() + " " + event.phase() + " " + event.result())
                    .containsExactly("database.restore INTENT STARTED", "database.restore OUTCOME SUCCEEDED");
            assertThat(events.getFirst().subject()).isEqualTo(events.getLast().subject());
            assertThat(events.getFirst().detail().toString()).contains(NOW.toString());
        }
    }

    @Test
    void a_node_that_finds_out_later_lets_in_whoever_came_since() {
        at(checkpoints).after(SEEN);
        signIn();
        at(new FakeCheckpoints()).after(SEEN);
        assertThat(isSignedIn(ADA)).isTrue();
        assertThat(house.recorded()).hasSize(6);
    }

    @Test
    void the_next_restore_shuts_out_again() {
        at(checkpoints).after(SEEN);
        checkpoints.add(NOW, List.of(new ChainHead(new UUID(0, 1), 1, new byte[32])));
        signIn();
        at(checkpoints).after(SEEN);
        assertThat(isSignedIn(ADA)).isFalse();
    }

    @Test
    void where_it_cannot_be_recorded_it_fails_and_is_begun_anew() {
        house.audit.fail();
        assertThatThrownBy(() -> at(checkpoints).after(SEEN)).hasMessageContaining("could not be recorded");
        house.audit.recover();
        at(checkpoints).after(SEEN);
        assertThat(isSignedIn(ADA)).isFalse();
    }

    @Test
    void what_was_broken_off_is_done_whole() throws Exception {
        house.audit.append(new AuditEvent(
                new OrganizationId(new UUID(0, 0)),
                house.ids.get(),
                AuditEvent.Phase.OUTCOME,
                NOW,
                "database.restore",
                null,
                "Airlock",
                "",
                null,
                null,
                AuditResult.OUTCOME_UNKNOWN,
                RawJson.of(Json.Obj.EMPTY)));
        at(checkpoints).after(SEEN);
        assertThat(isSignedIn(ADA)).isFalse();
    }
}
