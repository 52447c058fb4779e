package dev.airlock.application.identity;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Refusal;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.TokenScope.Access;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManageServiceAccountsTest {
    private static final TokenScope READING = new TokenScope(Set.of(), Access.READ);

    private final House house = new House();
    private final ManageServiceAccounts accounts = new ManageServiceAccounts(
            house.gate, house.store.members(), house.store.people(), house.store.tokens(), new CountingSecrets());
    private final AuthenticateToken authenticateToken =
            new AuthenticateToken(house.store.tokens(), house.store.notices(), house.clock);
    private final ChangeMember changeMember = new ChangeMember(house.gate, house.store.members());

    @BeforeEach
    void harbourHasAMember() {
        assertThat(house.store.organizations().found(ADA, "hash")).isTrue();
        assertThat(house.store.organizations().found(BOB, "hash")).isTrue();
        house.store.join(CAROL);
    }

    private Member robot() {
        return done(accounts.add(signedIn(ADA), " Nightly export "));
    }

    private IssueToken.Issued issue(Member account) {
        return done(accounts.issue(signedIn(ADA), account.user(), "cron", READING, Duration.ofDays(30)));
    }

    @Test
    void a_service_account_acts_as_a_member_through_its_tokens() {
        Member robot = robot();
        IssueToken.Issued issued = issue(robot);
        assertThat(issued.secret()).startsWith("airlock_svc_");
        assertThat(authenticateToken.authenticate(issued.secret(), "192.0.2.7"))
                .isInstanceOfSatisfying(Authentication.Authenticated.class, authenticated -> {
                    assertThat(authenticated.caller().membership()).isEqualTo(robot.membership());
                    assertThat(authenticated.caller().membership().role()).isEqualTo(Role.MEMBER);
                    assertThat(authenticated.caller().person().isService()).isTrue();
                    assertThat(authenticated.caller().scope()).isEqualTo(READING);
                });
    }

    @Test
    void nobody_signs_in_as_a_service_account() {
        Member robot = robot();
        assertThat(house.store
                        .people()
                        .account(robot.membership().person().email())
                        .passwordHash())
                .isNull();
        assertThat(ADA.person().isService()).isFalse();
    }

    @Test
    void a_service_account_stays_a_member() {
        assertThat(refusal(changeMember.setRole(signedIn(ADA), robot().user(), Role.ADMIN)))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void a_revoked_token_and_a_removed_account_are_refused() {
        Member robot = robot();
        IssueToken.Issued first = issue(robot);
        IssueToken.Issued second = issue(robot);
        assertThat(authenticateToken.authenticate(second.secret(), "192.0.2.7"))
                .isInstanceOf(Authentication.Authenticated.class);
        done(accounts.revoke(signedIn(ADA), robot.user(), first.token().id()));
        assertThat(authenticateToken.authenticate(first.secret(), "192.0.2.7"))
                .isEqualTo(new Authentication.Rejected());
        done(changeMember.remove(signedIn(ADA), robot.user()));
        assertThat(authenticateToken.authenticate(second.secret(), "192.0.2.7"))
                .isEqualTo(new Authentication.Rejected());
        assertThat(accounts.list(signedIn(ADA))).isEmpty();
    }

    @Test
    void administrators_of_the_organization_alone_manage_them() {
        Member robot = robot();
        issue(robot);
        assertThat(accounts.list(signedIn(ADA)))
                .singleElement()
                .satisfies(account -> assertThat(account.tokens()).hasSize(1));
        assertThat(accounts.list(signedIn(CAROL))).isEmpty();
        assertThat(accounts.list(signedIn(BOB))).isEmpty();
        assertThat(refusal(accounts.add(signedIn(CAROL), "Mine"))).isInstanceOf(Refusal.NotPermitted.class);
        assertThat(refusal(accounts.issue(signedIn(BOB), robot.user(), "x", READING, Duration.ofDays(1))))
                .isEqualTo(new Refusal.NotFound("there is no such service account"));
        assertThat(refusal(accounts.issue(signedIn(ADA), CAROL.person().id(), "x", READING, Duration.ofDays(1))))
                .isEqualTo(new Refusal.NotFound("there is no such service account"));
    }
}
