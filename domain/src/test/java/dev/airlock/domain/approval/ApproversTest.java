package dev.airlock.domain.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.policy.ApprovalDemand;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApproversTest {
    private static final Organization HARBOUR =
            new Organization(new OrganizationId(new UUID(0, 9)), new Slug("harbour"), "Harbour");
    private static final GroupId FINANCE = new GroupId(new UUID(0, 8));
    private static final Member OWNER = member(1, Role.MEMBER, Standing.ACTIVE);
    private static final Member ADMIN = member(2, Role.ADMIN, Standing.ACTIVE);
    private static final Member FOUNDER = member(3, Role.OWNER, Standing.ACTIVE);
    private static final Member REQUESTER = member(4, Role.MEMBER, Standing.ACTIVE);
    private static final Member CLERK =
            new Member(new Membership(HARBOUR, person(5), Role.MEMBER, Set.of(FINANCE)), Standing.ACTIVE);
    private static final Member GONE = member(6, Role.ADMIN, Standing.REMOVED);
    private static final Member DISABLED = member(7, Role.ADMIN, Standing.DISABLED);
    private static final Member MACHINE = new Member(
            new Membership(HARBOUR, Person.service(new UserId(new UUID(0, 10)), "CI"), Role.ADMIN), Standing.ACTIVE);
    private static final List<Member> ALL = List.of(OWNER, ADMIN, FOUNDER, REQUESTER, CLERK, GONE, DISABLED, MACHINE);

    @Test
    void where_nobody_is_named_it_is_the_servers_owner() {
        assertThat(approvers(ApprovalDemand.BY_OWNER, OWNER)).containsExactly(OWNER.user());
    }

    @Test
    void the_administrators_help_an_owner_who_asked_themselves_or_has_left() {
        assertThat(Approvers.of(ApprovalDemand.BY_OWNER, OWNER.user(), OWNER.user(), ALL)
                        .people())
                .containsExactlyInAnyOrder(ADMIN.user(), FOUNDER.user());
        assertThat(approvers(ApprovalDemand.BY_OWNER, GONE)).containsExactlyInAnyOrder(ADMIN.user(), FOUNDER.user());
    }

    @Test
    void the_administrators_help_an_owner_who_alone_is_too_few() {
        assertThat(approvers(demand(Set.of(), Set.of(), 2, false), OWNER))
                .containsExactlyInAnyOrder(OWNER.user(), ADMIN.user(), FOUNDER.user());
    }

    @Test
    void an_owner_may_confirm_their_own_call_where_the_rule_lets_requesters() {
        assertThat(Approvers.of(demand(Set.of(), Set.of(), 1, true), OWNER.user(), OWNER.user(), ALL)
                        .people())
                .containsExactly(OWNER.user());
    }

    @Test
    void those_whom_the_rule_names_decide_and_no_others() {
        assertThat(approvers(demand(Set.of(CLERK.user()), Set.of(), 1, false), OWNER))
                .containsExactly(CLERK.user());
        assertThat(approvers(demand(Set.of(ADMIN.user()), Set.of(FINANCE), 1, false), OWNER))
                .containsExactlyInAnyOrder(ADMIN.user(), CLERK.user());
    }

    @Test
    void nobody_decides_who_does_not_come_in_or_is_a_machine() {
        Set<UserId> named = Set.of(GONE.user(), DISABLED.user(), MACHINE.user());
        Approvers found = Approvers.of(demand(named, Set.of(), 1, false), REQUESTER.user(), OWNER.user(), ALL);
        assertThat(found.people()).isEmpty();
        assertThat(found.suffice()).isFalse();
    }

    @Test
    void a_named_requester_decides_only_where_the_rule_lets_them() {
        Set<UserId> named = Set.of(REQUESTER.user(), CLERK.user());
        assertThat(approvers(demand(named, Set.of(), 1, false), OWNER)).containsExactly(CLERK.user());
        assertThat(approvers(demand(named, Set.of(), 1, true), OWNER))
                .containsExactlyInAnyOrder(CLERK.user(), REQUESTER.user());
    }

    private static Set<UserId> approvers(ApprovalDemand demand, Member owner) {
        return Approvers.of(demand, REQUESTER.user(), owner.user(), ALL).people();
    }

    private static ApprovalDemand demand(Set<UserId> people, Set<GroupId> groups, int quorum, boolean self) {
        return new ApprovalDemand(people, groups, quorum, self);
    }

    private static Member member(long id, Role role, Standing standing) {
        return new Member(new Membership(HARBOUR, person(id), role), standing);
    }

    private static Person person(long id) {
        return new Person(new UserId(new UUID(0, id)), new EmailAddress("p" + id + "@example.com"), "P" + id);
    }
}
