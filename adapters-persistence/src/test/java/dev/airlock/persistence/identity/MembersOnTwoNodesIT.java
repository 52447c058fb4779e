package dev.airlock.persistence.identity;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.hash;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.CountingIds;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.fake.ManualClock;
import dev.airlock.application.fake.RecordingAuditLog;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.AuthenticateToken;
import dev.airlock.application.identity.Authentication;
import dev.airlock.application.identity.ChangeMember;
import dev.airlock.application.identity.IssueToken;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.persistence.Persistence;
import dev.airlock.persistence.TestStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is changed at one node holds at the other. */
class MembersOnTwoNodesIT {
    private static final int ROUNDS = 10;

    private final TestStore store = new TestStore();
    private final Persistence here = store.openNode();
    private final Persistence there = store.openNode();
    private final ManualClock clock = new ManualClock();
    private final CountingIds ids = new CountingIds();

    @BeforeEach
    void carolIsAMemberOfHarbour() {
        assertThat(here.organizations().found(ADA, "hash")).isTrue();
        join(CAROL);
    }

    private void join(Membership membership) {
        assertThat(here.people().add(membership.person(), "hash")).isTrue();
        assertThat(here.members().join(membership)).isTrue();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Gate gate(Persistence node) {
        return new Gate(node.unitOfWork(), new RecordingAuditLog(), clock, ids);
    }

    @Test
    void whoever_is_disabled_at_one_node_is_refused_at_the_other_within_seconds() throws InterruptedException {
        String secret = done(new IssueToken(gate(here), here.tokens(), new CountingSecrets())
                        .issue(signedIn(CAROL), "agent", TokenScope.FULL, Duration.ofDays(1)))
                .secret();
        here.sessions().open(hash("cookie"), HARBOUR.id(), CAROL.person().id(), "192.0.2.7", NOW, NOW.plusSeconds(600));
        var authenticate = new AuthenticateToken(there.tokens(), there.notices(), clock);
        var heard = new Semaphore(0);
        there.notices().subscribe(change -> heard.release());
        assertThat(authenticate.authenticate(secret, "192.0.2.7")).isInstanceOf(Authentication.Authenticated.class);

        done(new ChangeMember(gate(here), here.members())
                .disable(signedIn(ADA), CAROL.person().id()));

        assertThat(heard.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        assertThat(authenticate.authenticate(secret, "192.0.2.7")).isEqualTo(new Authentication.Rejected());
        assertThat(there.sessions().find(hash("cookie"), NOW.plusSeconds(1), NOW.minusSeconds(1)))
                .isNull();
    }

    @Test
    void of_two_owners_who_demote_each_other_at_the_same_moment_one_remains() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Membership other = Fixtures.member(HARBOUR, 100 + round, "o" + round + "@example.com", "O", Role.OWNER);
            join(other);
            var together = new CyclicBarrier(2);
            Callable<Result<Member>> first = () -> demote(together, here, other, ADA);
            Callable<Result<Member>> second = () -> demote(together, there, ADA, other);
            List<Result<Member>> results = new ArrayList<>();
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Result<Member>> result : executor.invokeAll(List.of(first, second))) {
                    results.add(result.get());
                }
            }
            assertThat(results).hasAtLeastOneElementOfType(Result.Done.class);
            assertThat(owners()).isEqualTo(1);
            restore(other);
        }
    }

    private Result<Member> demote(CyclicBarrier together, Persistence node, Membership by, Membership whom)
            throws Exception {
        var changeMember = new ChangeMember(gate(node), node.members());
        together.await();
        return changeMember.setRole(signedIn(by), whom.person().id(), Role.MEMBER);
    }

    private long owners() {
        return here.members().list(HARBOUR.id()).stream()
                .filter(Member::isActiveOwner)
                .count();
    }

    /** Makes Ada the only owner again. */
    private void restore(Membership other) {
        var changeMember = new ChangeMember(gate(here), here.members());
        done(changeMember.setRole(signedIn(other), ADA.person().id(), Role.OWNER));
        done(changeMember.setRole(signedIn(ADA), other.person().id(), Role.MEMBER));
    }

    private static <T> T done(Result<T> result) {
        return switch (result) {
            case Result.Done<T>(T value) -> value;
            case Result.Refused<T> refused -> throw new AssertionError(refused);
        };
    }
}
