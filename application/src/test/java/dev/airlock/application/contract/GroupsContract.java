package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.identity.Groups.Listed;
import dev.airlock.domain.identity.Group;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import dev.airlock.domain.policy.Subjects;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerAccess;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What groups promise. */
public abstract class GroupsContract extends StoreContract {
    private static final Group STAFF = new Group(HARBOUR.id(), new GroupId(uuid(41)), "Staff");
    private static final Group BUYERS = new Group(HARBOUR.id(), new GroupId(uuid(42)), "buyers");
    private static final UserId CAROLS = CAROL.person().id();

    private boolean add(Membership person, Group group) {
        return manages(person, admission -> ports.groups().add(admission, group));
    }

    private boolean addCarol(Group group) {
        return manages(ADA, admission -> ports.groups().addMember(admission, group.id(), CAROLS));
    }

    @Test
    void groups_are_those_of_one_organization_by_name() {
        add(ADA, STAFF);
        add(ADA, BUYERS);
        assertThat(ports.groups().list(HARBOUR.id()))
                .containsExactly(new Listed(BUYERS, Set.of()), new Listed(STAFF, Set.of()));
        assertThat(ports.groups().list(MEADOW.id())).isEmpty();
    }

    @Test
    void a_name_is_taken_in_whatever_case_and_by_one_organization_alone() {
        assertThat(add(ADA, STAFF)).isTrue();
        assertThat(add(ADA, new Group(HARBOUR.id(), new GroupId(uuid(43)), "STAFF")))
                .isFalse();
        assertThat(add(BOB, new Group(MEADOW.id(), new GroupId(uuid(44)), "Staff")))
                .isTrue();
    }

    @Test
    void a_group_is_renamed_but_not_to_anothers_name() {
        add(ADA, STAFF);
        add(ADA, BUYERS);
        assertThat(rename(ADA, new Group(HARBOUR.id(), STAFF.id(), "Buyers"))).isFalse();
        assertThat(rename(BOB, new Group(MEADOW.id(), STAFF.id(), "Stolen"))).isFalse();
        assertThat(rename(ADA, new Group(HARBOUR.id(), STAFF.id(), "STAFF"))).isTrue();
        assertThat(ports.groups().list(HARBOUR.id()))
                .extracting(listed -> listed.group().name())
                .containsExactly("buyers", "STAFF");
    }

    private boolean rename(Membership person, Group group) {
        return manages(person, admission -> ports.groups().rename(admission, group));
    }

    @Test
    void a_members_place_tells_their_groups() {
        join(CAROL);
        add(ADA, STAFF);
        assertThat(addCarol(STAFF)).isTrue();
        assertThat(addCarol(STAFF)).isFalse();
        assertThat(ports.groups().list(HARBOUR.id())).containsExactly(new Listed(STAFF, Set.of(CAROLS)));
        assertThat(groups()).containsExactly(STAFF.id());
        assertThat(manages(ADA, admission -> ports.groups().removeMember(admission, STAFF.id(), CAROLS)))
                .isTrue();
        assertThat(manages(ADA, admission -> ports.groups().removeMember(admission, STAFF.id(), CAROLS)))
                .isFalse();
        assertThat(groups()).isEmpty();
    }

    private Set<GroupId> groups() {
        return ports.people().memberships(CAROLS).getFirst().groups();
    }

    @Test
    void a_removed_group_has_no_members() {
        join(CAROL);
        add(ADA, STAFF);
        addCarol(STAFF);
        assertThat(manages(BOB, admission -> ports.groups().remove(admission, STAFF.id())))
                .isFalse();
        assertThat(manages(ADA, admission -> ports.groups().remove(admission, STAFF.id())))
                .isTrue();
        assertThat(manages(ADA, admission -> ports.groups().remove(admission, STAFF.id())))
                .isFalse();
        assertThat(groups()).isEmpty();
    }

    @Test
    void whoever_is_stripped_belongs_to_no_group() {
        join(CAROL);
        add(ADA, STAFF);
        addCarol(STAFF);
        as(ADA, admission -> ports.members().strip(admission, CAROLS));
        assertThat(groups()).isEmpty();
    }

    @Test
    void a_group_is_used_by_the_servers_whose_access_or_policy_names_it() {
        add(ADA, STAFF);
        var subjects = new Subjects(Set.of(), Set.of(STAFF.id()), Set.of());
        var rule = new Rule("staff", List.of(), Set.of(), subjects, null, null, Action.DENY, ApprovalDemand.BY_OWNER);
        addServer(server(ADA, 31, "ruled"), new PolicySet(Action.ALLOW, List.of(rule)));
        addServer(
                server(ADA, 32, "limited").withAccess(ServerAccess.only(Set.of(STAFF.id()), Set.of())),
                PolicySet.ALLOW_ALL);
        addServer(server(ADA, 33, "free"), PolicySet.ALLOW_ALL);
        assertThat(ports.groups().usedBy(HARBOUR.id(), STAFF.id()))
                .extracting(Object::toString)
                .containsExactly("limited", "ruled");
        assertThat(ports.groups().usedBy(HARBOUR.id(), BUYERS.id())).isEmpty();
    }

    private void addServer(Server server, PolicySet policy) {
        assertThat(manages(ADA, admission -> ports.servers().add(admission, server, List.of(), policy)))
                .isTrue();
    }
}
