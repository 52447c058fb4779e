package dev.airlock.application.identity;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.change.Change;
import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Refusal;
import dev.airlock.domain.identity.Group;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.ServerAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManageGroupsTest {
    private static final UserId CAROLS = CAROL.person().id();

    private final House house = new House();
    private final ManageGroups manageGroups = new ManageGroups(house.gate, house.store.groups(), house.store.members());
    private final List<Change> heard = new ArrayList<>();

    @BeforeEach
    void carolIsAMemberOfHarbour() {
        assertThat(house.store.organizations().found(ADA, "hash")).isTrue();
        assertThat(house.store.organizations().found(BOB, "hash")).isTrue();
        house.store.join(CAROL);
        house.store.notices().subscribe(heard::add);
    }

    private Group staff() {
        return done(manageGroups.add(signedIn(ADA), " Staff "));
    }

    @Test
    void a_group_has_a_name_of_its_own() {
        assertThat(staff().name()).isEqualTo("Staff");
        assertThat(refusal(manageGroups.add(signedIn(ADA), "staff"))).isInstanceOf(Refusal.Conflict.class);
        assertThat(refusal(manageGroups.add(signedIn(ADA), "two\nlines"))).isInstanceOf(Refusal.Invalid.class);
        assertThat(refusal(manageGroups.add(signedIn(CAROL), "Mine"))).isInstanceOf(Refusal.NotPermitted.class);
    }

    @Test
    void every_node_hears_of_who_joins_and_leaves() {
        Group staff = staff();
        done(manageGroups.addMember(signedIn(ADA), staff.id(), CAROLS));
        done(manageGroups.removeMember(signedIn(ADA), staff.id(), CAROLS));
        assertThat(heard).containsExactly(new Change.OfPerson(CAROLS), new Change.OfPerson(CAROLS));
    }

    @Test
    void members_see_their_own_groups_and_administrators_all() {
        Group staff = staff();
        done(manageGroups.add(signedIn(ADA), "Buyers"));
        done(manageGroups.addMember(signedIn(ADA), staff.id(), CAROLS));
        assertThat(manageGroups.list(signedIn(ADA))).hasSize(2);
        assertThat(manageGroups.list(signedIn(CAROL)))
                .extracting(Groups.Listed::group)
                .containsExactly(staff);
    }

    @Test
    void a_group_that_a_server_names_stays() {
        Group staff = staff();
        house.add(
                server(ADA, 31, "orders").withAccess(ServerAccess.only(Set.of(staff.id()), Set.of())),
                List.of(),
                PolicySet.ALLOW_ALL);
        assertThat(refusal(manageGroups.remove(signedIn(ADA), staff.id())).message())
                .contains("orders");
        assertThat(manageGroups.list(signedIn(ADA))).hasSize(1);
    }

    @Test
    void a_removed_group_leaves_its_members_told() {
        Group staff = staff();
        done(manageGroups.addMember(signedIn(ADA), staff.id(), CAROLS));
        heard.clear();
        done(manageGroups.remove(signedIn(ADA), staff.id()));
        assertThat(heard).containsExactly(new Change.OfPerson(CAROLS));
        assertThat(manageGroups.list(signedIn(ADA))).isEmpty();
    }

    @Test
    void another_organizations_group_and_member_look_like_none() {
        Group staff = staff();
        assertThat(refusal(manageGroups.rename(signedIn(BOB), staff.id(), "Stolen")))
                .isEqualTo(new Refusal.NotFound("there is no such group"));
        assertThat(refusal(manageGroups.addMember(
                        signedIn(BOB), staff.id(), BOB.person().id())))
                .isEqualTo(new Refusal.NotFound("there is no such group"));
        assertThat(refusal(manageGroups.addMember(
                        signedIn(ADA), staff.id(), BOB.person().id())))
                .isEqualTo(new Refusal.NotFound("there is no such member"));
    }
}
