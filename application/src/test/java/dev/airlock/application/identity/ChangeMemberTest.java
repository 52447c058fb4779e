package dev.airlock.application.identity;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.member;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.change.Change;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Refusal;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeMemberTest {
    private static final Membership DAN = member(HARBOUR, 14, "dan@example.com", "Dan", Role.ADMIN);
    private static final UserId ADAS = ADA.person().id();
    private static final UserId CAROLS = CAROL.person().id();
    private static final UserId DANS = DAN.person().id();

    private final House house = new House();
    private final ChangeMember changeMember = new ChangeMember(house.gate, house.store.members());
    private final IssueToken issueToken = new IssueToken(house.gate, house.store.tokens(), new CountingSecrets());
    private final AuthenticateToken authenticateToken =
            new AuthenticateToken(house.store.tokens(), house.store.notices(), house.clock);

    @BeforeEach
    void harbourHasAnOwnerAnAdministratorAndAMember() {
        assertThat(house.store.organizations().found(ADA, "hash")).isTrue();
        assertThat(house.store.organizations().found(BOB, "hash")).isTrue();
        house.store.join(CAROL);
        house.store.join(DAN);
    }

    private Role role(UserId user) {
        return Objects.requireNonNull(house.store.members().find(HARBOUR.id(), user))
                .membership()
                .role();
    }

    private Standing standing(UserId user) {
        return Objects.requireNonNull(house.store.members().find(HARBOUR.id(), user))
                .standing();
    }

    @Test
    void an_administrator_manages_members_and_administrators_but_no_owner() {
        done(changeMember.setRole(signedIn(DAN), CAROLS, Role.ADMIN));
        assertThat(role(CAROLS)).isEqualTo(Role.ADMIN);
        done(changeMember.disable(signedIn(DAN), CAROLS));
        for (var refused : List.of(
                changeMember.setRole(signedIn(DAN), ADAS, Role.MEMBER),
                changeMember.disable(signedIn(DAN), ADAS),
                changeMember.remove(signedIn(DAN), ADAS),
                changeMember.setRole(signedIn(DAN), CAROLS, Role.OWNER))) {
            assertThat(refusal(refused))
                    .isEqualTo(new Refusal.NotPermitted("this needs the role OWNER, and yours is ADMIN"));
        }
        assertThat(role(ADAS)).isEqualTo(Role.OWNER);
    }

    @Test
    void nobody_raises_themselves() {
        assertThat(refusal(changeMember.setRole(signedIn(DAN), DANS, Role.OWNER)))
                .isInstanceOf(Refusal.NotPermitted.class);
        assertThat(refusal(changeMember.setRole(signedIn(CAROL), CAROLS, Role.ADMIN)))
                .isInstanceOf(Refusal.NotPermitted.class);
        assertThat(role(DANS)).isEqualTo(Role.ADMIN);
        assertThat(role(CAROLS)).isEqualTo(Role.MEMBER);
    }

    @Test
    void the_last_owner_stays() {
        Caller ada = signedIn(ADA);
        for (var refused : List.of(
                changeMember.setRole(ada, ADAS, Role.ADMIN),
                changeMember.disable(ada, ADAS),
                changeMember.remove(ada, ADAS))) {
            assertThat(refusal(refused)).isInstanceOf(Refusal.Conflict.class);
        }
        done(changeMember.setRole(ada, DANS, Role.OWNER));
        done(changeMember.disable(ada, DANS));
        assertThat(refusal(changeMember.remove(ada, ADAS))).isInstanceOf(Refusal.Conflict.class);
        done(changeMember.enable(ada, DANS));
        done(changeMember.remove(ada, ADAS));
        assertThat(standing(ADAS)).isEqualTo(Standing.REMOVED);
    }

    enum Loss {
        DEMOTED,
        DISABLED,
        REMOVED
    }

    @ParameterizedTest
    @EnumSource
    void whoever_loses_something_is_out_at_once(Loss loss) {
        String secret = done(issueToken.issue(signedIn(DAN), "agent", TokenScope.FULL, Duration.ofDays(1)))
                .secret();
        assertThat(authenticateToken.authenticate(secret, "10.0.0.1")).isInstanceOf(Authentication.Authenticated.class);
        List<Change> heard = new ArrayList<>();
        house.store.notices().subscribe(heard::add);
        done(
                switch (loss) {
                    case DEMOTED -> changeMember.setRole(signedIn(ADA), DANS, Role.MEMBER);
                    case DISABLED -> changeMember.disable(signedIn(ADA), DANS);
                    case REMOVED -> changeMember.remove(signedIn(ADA), DANS);
                });
        assertThat(heard).containsExactly(new Change.OfPerson(DANS));
        assertThat(authenticateToken.authenticate(secret, "10.0.0.1")).isEqualTo(new Authentication.Rejected());
    }

    @Test
    void whoever_gains_something_stays_signed_in() {
        String secret = done(issueToken.issue(signedIn(CAROL), "agent", TokenScope.FULL, Duration.ofDays(1)))
                .secret();
        done(changeMember.setRole(signedIn(ADA), CAROLS, Role.ADMIN));
        assertThat(authenticateToken.authenticate(secret, "10.0.0.1"))
                .isInstanceOfSatisfying(
                        Authentication.Authenticated.class,
                        authenticated -> assertThat(
                                        authenticated.caller().membership().role())
                                .isEqualTo(Role.ADMIN));
    }

    @Test
    void a_member_of_another_organization_and_one_who_left_look_like_nobody() {
        done(changeMember.remove(signedIn(ADA), CAROLS));
        Refusal nobody = refusal(changeMember.disable(signedIn(ADA), new UserId(house.ids.get())));
        assertThat(refusal(changeMember.disable(signedIn(ADA), BOB.person().id())))
                .isEqualTo(nobody);
        assertThat(refusal(changeMember.enable(signedIn(ADA), CAROLS))).isEqualTo(nobody);
    }

    @Test
    void each_change_is_recorded() {
        done(changeMember.disable(signedIn(ADA), CAROLS));
        assertThat(house.recorded()).containsExactly("INTENT STARTED", "OUTCOME SUCCEEDED");
        assertThat(house.audit.events().getFirst().action()).isEqualTo("member.disable");
        assertThat(house.audit.events().getFirst().detail().text()).contains(CAROLS.toString());
    }
}
