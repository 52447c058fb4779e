package dev.airlock.persistence.oauth;

import static dev.airlock.application.fake.Fixtures.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.oauth.IssueAccessToken.Outcome;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.persistence.Persistence;
import dev.airlock.persistence.TestStore;
import dev.airlock.persistence.vault.MasterKeys;
import dev.airlock.persistence.vault.TestKeys;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Codes and refresh tokens between two nodes. Six rounds of each race; {@code -Dairlock.races=100} for more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenRacesIT {
    private static final int ROUNDS = Integer.getInteger("airlock.races", 6);
    private static final int AT_ONCE = 50;
    private static final Duration SOON = Duration.ofSeconds(5);

    private TestStore store;
    private Persistence ports;
    private TokenNode one;
    private TokenNode two;

    @BeforeAll
    void open() throws Exception {
        store = new TestStore();
        MasterKeys master = MasterKeys.of(TestKeys.random());
        ports = store.openNode();
        one = new TokenNode(ports, master);
        two = new TokenNode(store.openNode(), master);
    }

    @AfterAll
    void close() {
        store.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        store.clear();
        assertThat(ports.organizations().found(ADA, "unused")).isTrue();
    }

    private TokenNode node(int turn) {
        return turn % 2 == 0 ? one : two;
    }

    private static Outcome.Issued issued(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Issued.class);
        return (Outcome.Issued) outcome;
    }

    private static String refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).error().code();
    }

    /** O-01. */
    @Test
    void of_fifty_uses_of_a_code_at_once_one_is_answered_and_the_others_end_what_it_began() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String code = one.code(ADA);
            List<Outcome.Issued> issued = new ArrayList<>();
            for (Outcome outcome : atOnce(turn -> node(turn).redeem(code))) {
                if (outcome instanceof Outcome.Issued tokens) {
                    issued.add(tokens);
                } else {
                    assertThat(refusal(outcome)).isEqualTo("invalid_grant");
                }
            }
            assertThat(issued).hasSize(1);
            assertEnds(issued.getFirst());
        }
        assertThat(count("select count(*) from oauth_grant")).isZero();
    }

    /** O-01. */
    @Test
    void a_code_used_again_at_another_node_ends_what_it_began() {
        String code = one.code(ADA);
        Outcome.Issued tokens = issued(one.redeem(code));
        assertThat(one.letsIn(ADA, tokens.accessToken())).isTrue();
        assertThat(two.letsIn(ADA, tokens.accessToken())).isTrue();

        assertThat(refusal(two.redeem(code))).isEqualTo("invalid_grant");

        assertEnds(tokens);
        assertThat(two.audit.events()).anySatisfy(event -> {
            assertThat(event.action()).isEqualTo("grant.replay");
            assertThat(event.result()).isEqualTo(AuditResult.DENIED);
        });
    }

    /** O-02. */
    @Test
    void a_code_is_good_for_a_minute_by_the_databases_clock() throws Exception {
        String late = one.code(ADA);
        execute("update oauth_code set issued_at = issued_at - interval '61 seconds'");
        assertThat(refusal(two.redeem(late))).isEqualTo("invalid_grant");

        String early = one.code(ADA);
        execute("update oauth_code set issued_at = issued_at + interval '1 hour'");
        assertThat(refusal(two.redeem(early))).isEqualTo("invalid_grant");
        assertThat(count("select count(*) from oauth_grant")).isZero();
    }

    /** O-09: each round leaves one family with one token that leads on. */
    @Test
    void fifty_uses_of_a_refresh_token_at_once_lead_to_one_successor() throws Exception {
        String token = issued(one.redeem(one.code(ADA))).refreshToken();
        for (int round = 0; round < ROUNDS; round++) {
            String presented = token;
            Set<String> successors = new HashSet<>();
            for (Outcome outcome : atOnce(turn -> node(turn).refresh(presented))) {
                successors.add(issued(outcome).refreshToken());
            }
            assertThat(successors).hasSize(1).doesNotContain(presented);
            assertThat(count("select count(*) from oauth_refresh_token where rotated_at is null"))
                    .isEqualTo(1);
            token = successors.iterator().next();
        }
        assertThat(count("select count(*) from oauth_grant")).isEqualTo(1);
    }

    /** O-08. */
    @Test
    void an_old_refresh_token_ends_the_family_at_both_nodes() throws Exception {
        Outcome.Issued first = issued(one.redeem(one.code(ADA)));
        Outcome.Issued second = issued(one.refresh(first.refreshToken()));
        Outcome.Issued third = issued(two.refresh(second.refreshToken()));
        assertThat(one.letsIn(ADA, third.accessToken())).isTrue();
        assertThat(two.letsIn(ADA, third.accessToken())).isTrue();
        execute("update oauth_refresh_token set rotated_at = rotated_at - interval '10 minutes'");

        assertThat(refusal(two.refresh(first.refreshToken()))).isEqualTo("invalid_grant");

        assertEnds(third);
        assertThat(refusal(one.refresh(second.refreshToken()))).isEqualTo("invalid_grant");
    }

    /** O-10: after a restart, and whichever way the clock jumps. */
    @Test
    void an_old_refresh_token_is_old_whatever_the_clocks_say() throws Exception {
        for (String jump : List.of("- interval '1 hour'", "+ interval '1 hour'")) {
            Outcome.Issued first = issued(one.redeem(one.code(ADA)));
            Outcome.Issued second = issued(one.refresh(first.refreshToken()));
            execute("update oauth_refresh_token set rotated_at = rotated_at " + jump);

            assertThat(refusal(two.refresh(first.refreshToken()))).isEqualTo("invalid_grant");
            assertThat(refusal(one.refresh(second.refreshToken()))).isEqualTo("invalid_grant");
        }
    }

    /** O-17. */
    @Test
    void a_revoked_grant_stops_at_the_other_node_within_seconds() {
        Outcome.Issued tokens = issued(one.redeem(one.code(ADA)));
        assertThat(two.letsIn(ADA, tokens.accessToken())).isTrue();

        one.revokeAll(ADA);

        assertEnds(tokens);
    }

    private void assertEnds(Outcome.Issued tokens) {
        long begun = System.nanoTime();
        while (one.letsIn(ADA, tokens.accessToken()) || two.letsIn(ADA, tokens.accessToken())) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
            Thread.onSpinWait();
        }
        assertThat(refusal(one.refresh(tokens.refreshToken()))).isEqualTo("invalid_grant");
    }

    private void execute(String sql) throws SQLException {
        try (Connection owner = store.owner().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("set airlock.scope = 'installation'");
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection owner = store.owner().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("set airlock.scope = 'installation'");
            ResultSet rows = statement.executeQuery(sql);
            rows.next();
            return rows.getLong(1);
        }
    }

    private static <T> List<T> atOnce(IntFunction<T> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> started = new ArrayList<>();
            for (int turn = 0; turn < AT_ONCE; turn++) {
                int mine = turn;
                started.add(threads.submit(() -> work.apply(mine)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : started) {
                results.add(one.get());
            }
            return results;
        }
    }
}
