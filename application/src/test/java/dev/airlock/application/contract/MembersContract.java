package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.hash;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.token;
import static dev.airlock.application.fake.Fixtures.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Invitation;
import dev.airlock.domain.identity.InvitationId;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.ServerAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What members promise. */
public abstract class MembersContract extends StoreContract {
    private static final UserId CAROLS_ID = CAROL.person().id();
    private static final Member MEMBER = new Member(CAROL, Standing.ACTIVE);
    private static final Grant GRANT = GrantsContract.grant(CAROL, 41, "client");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private static final Invitation INVITATION = new Invitation(
            HARBOUR.id(), new InvitationId(uuid(51)), new EmailAddress("dan@example.com"), Role.MEMBER, NOW, LATER);

    private boolean change(Member before, Member after) {
        return manages(ADA, admission -> ports.members().change(admission, before, after));
    }

    @Test
    void members_are_those_of_one_organization_by_name() {
        join(CAROL);
        assertThat(ports.members().list(HARBOUR.id())).containsExactly(new Member(ADA, Standing.ACTIVE), MEMBER);
        assertThat(ports.members().list(MEADOW.id())).containsExactly(new Member(BOB, Standing.ACTIVE));
        assertThat(ports.members().find(HARBOUR.id(), CAROLS_ID)).isEqualTo(MEMBER);
        assertThat(ports.members().find(MEADOW.id(), CAROLS_ID)).isNull();
    }

    @Test
    void role_and_standing_change_from_what_was_seen_only() {
        join(CAROL);
        Member admin = MEMBER.inRole(Role.ADMIN);
        assertThat(change(MEMBER, admin)).isTrue();
        assertThat(change(MEMBER, MEMBER.of(Standing.DISABLED))).isFalse();
        assertThat(ports.members().find(HARBOUR.id(), CAROLS_ID)).isEqualTo(admin);
    }

    @Test
    void nobody_changes_a_member_of_another_organization() {
        join(CAROL);
        assertThat(manages(BOB, admission -> ports.members().change(admission, MEMBER, MEMBER.inRole(Role.OWNER))))
                .isFalse();
        as(BOB, admission -> {
            ports.members().shutOut(admission, CAROLS_ID);
            return ports.members().strip(admission, CAROLS_ID);
        });
        assertThat(ports.members().find(HARBOUR.id(), CAROLS_ID)).isEqualTo(MEMBER);
    }

    @Test
    void owners_are_those_who_come_in() {
        join(CAROL);
        assertThat(owners()).containsExactly(ADA.person().id());
        change(MEMBER, MEMBER.inRole(Role.OWNER));
        assertThat(owners()).containsExactlyInAnyOrder(ADA.person().id(), CAROLS_ID);
        change(MEMBER.inRole(Role.OWNER), MEMBER.inRole(Role.OWNER).of(Standing.DISABLED));
        assertThat(owners()).containsExactly(ADA.person().id());
    }

    private Set<UserId> owners() {
        return as(ADA, admission -> ports.members().owners(admission));
    }

    @Test
    void whoever_is_not_active_comes_in_by_no_way() {
        join(CAROL);
        waysIn(CAROL);
        change(MEMBER, MEMBER.of(Standing.DISABLED));
        assertThat(ports.people().memberships(CAROLS_ID)).isEmpty();
        assertThat(ports.tokens().find(hash("token"))).isNull();
        assertThat(ports.grants().find(GRANT.id())).isNull();
        assertThat(session()).isNull();
        change(MEMBER.of(Standing.DISABLED), MEMBER);
        assertThat(ports.tokens().find(hash("token"))).isNotNull();
        assertThat(session()).isEqualTo(CAROL);
    }

    @Test
    void whoever_is_shut_out_has_no_way_in_any_more() {
        join(CAROL);
        waysIn(CAROL);
        as(ADA, admission -> {
            ports.tokens().add(admission, token(ADA, 22, TokenScope.FULL), hash("Ada's token"));
            ports.members().shutOut(admission, CAROLS_ID);
            return admission;
        });
        assertThat(ports.tokens().find(hash("Ada's token"))).isNotNull();
        assertNoWayIn();
    }

    private void assertNoWayIn() {
        assertThat(ports.tokens().find(hash("token"))).isNull();
        assertThat(session()).isNull();
        assertThat(ports.oneTimeLinks().useForSignIn(hash("link"), NOW)).isNull();
        assertThat(ports.pendingSignIns().close(hash("second step"))).isFalse();
        assertThat(ports.passwordResets().use(hash("reset"), NOW)).isFalse();
        assertThat(ports.grants().findCode(hash("code"), Duration.ofMinutes(1))).isNull();
        assertThat(ports.grants().find(GRANT.id())).isNull();
        assertThat(ports.grants().findRefresh(hash("refresh"))).isNull();
    }

    @Test
    void when_everybody_is_shut_out_nothing_but_another_organization_has_a_way_in_any_more() {
        join(CAROL);
        waysIn(CAROL);
        as(BOB, admission -> {
            ports.tokens().add(admission, token(BOB, 22, TokenScope.FULL), hash("Bob's token"));
            return admission;
        });
        as(ADA, admission -> {
            ports.tokens().add(admission, token(ADA, 23, TokenScope.FULL), hash("Ada's token"));
            ports.invitations().put(admission, INVITATION, hash("invitation"));
            ports.members().shutOutEverybody(HARBOUR.id());
            return admission;
        });
        assertNoWayIn();
        assertThat(ports.tokens().find(hash("Ada's token"))).isNull();
        assertThat(ports.invitations().find(hash("invitation"), NOW)).isNull();
        assertThat(ports.tokens().find(hash("Bob's token"))).isNotNull();
        assertThat(ports.people().memberships(CAROLS_ID)).containsExactly(CAROL);
    }

    private void waysIn(Membership member) {
        ports.pendingSignIns()
                .open(hash("second step"), HARBOUR.id(), member.person().id(), LATER);
        ports.passwordResets().add(hash("reset"), HARBOUR.id(), member.person().id(), LATER);
        ports.sessions().open(hash("cookie"), HARBOUR.id(), member.person().id(), "192.0.2.7", NOW, LATER);
        ports.oneTimeLinks()
                .addSignIn(hash("link"), HARBOUR.id(), member.person().id(), LATER);
        as(member, admission -> {
            ports.tokens().add(admission, token(member, 21, TokenScope.FULL), hash("token"));
            ports.grants().addCode(admission, hash("code"), GRANT, GrantsContract.TERMS);
            ports.grants().redeem(hash("code"), GRANT);
            ports.grants().addRefresh(GRANT, hash("refresh"));
            return admission;
        });
        assertThat(ports.grants().findRefresh(hash("refresh"))).isNotNull();
    }

    private Membership session() {
        return ports.sessions().find(hash("cookie"), NOW.plusSeconds(1), NOW.minusSeconds(1));
    }

    @Test
    void whoever_is_stripped_is_named_by_no_server() {
        join(CAROL);
        var access = ServerAccess.only(Set.of(), Set.of(CAROLS_ID));
        var orders = server(ADA, 31, "orders").withAccess(access);
        var stocks = server(ADA, 32, "stocks");
        as(ADA, admission -> ports.servers().add(admission, orders, List.of(), PolicySet.ALLOW_ALL));
        as(ADA, admission -> ports.servers().add(admission, stocks, List.of(), PolicySet.ALLOW_ALL));
        List<Slug> naming = as(ADA, admission -> ports.members().strip(admission, CAROLS_ID));
        assertThat(naming).containsExactly(orders.slug());
        assertThat(Objects.requireNonNull(ports.servers().load(HARBOUR.id(), orders.slug()))
                        .server()
                        .access())
                .isEqualTo(ServerAccess.only(Set.of(), Set.of()));
    }

    @Test
    void whoever_left_can_come_back_in_another_role() {
        join(CAROL);
        assertThat(manages(ADA, admission -> ports.members().join(CAROL))).isFalse();
        change(MEMBER, MEMBER.of(Standing.REMOVED));
        assertThat(ports.members().list(HARBOUR.id())).contains(MEMBER.of(Standing.REMOVED));
        Member admin = MEMBER.inRole(Role.ADMIN);
        assertThat(manages(ADA, admission -> ports.members().join(admin.membership())))
                .isTrue();
        assertThat(ports.members().find(HARBOUR.id(), CAROLS_ID)).isEqualTo(admin);
    }

    @Test
    void an_address_is_one_persons() {
        assertThat(ports.people().add(CAROL.person(), "hash")).isTrue();
        assertThat(ports.people().add(ADA.person(), "hash")).isFalse();
        assertThat(Objects.requireNonNull(ports.people().account(ADA.person().email()))
                        .passwordHash())
                .isEqualTo("hash of Ada's");
    }
}
