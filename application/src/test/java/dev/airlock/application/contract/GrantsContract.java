package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.hash;
import static dev.airlock.application.fake.Fixtures.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Result;
import dev.airlock.application.oauth.Grants.Code;
import dev.airlock.application.oauth.Grants.CodeTerms;
import dev.airlock.application.oauth.Grants.Held;
import dev.airlock.application.oauth.Grants.Listed;
import dev.airlock.application.oauth.Grants.Rotation;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.CodeChallenge;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import dev.airlock.domain.oauth.McpResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What grants, their codes and their refresh tokens promise. */
public abstract class GrantsContract extends StoreContract {
    private static final int AT_ONCE = 50;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    static final CodeTerms TERMS = new CodeTerms("http://localhost:4711/callback", new CodeChallenge("c".repeat(43)));

    /** A grant that begins with the tests and outlives them by far. */
    static Grant grant(Membership person, long id, String client) {
        var resource = new McpResource(person.organization().slug(), new Slug("orders"));
        return new Grant(
                person.organization().id(),
                new GrantId(uuid(id)),
                person.person().id(),
                new ClientId(client),
                "An agent",
                resource,
                Access.READ,
                NOW.plusSeconds(id),
                NOW.plus(Duration.ofDays(36_500)));
    }

    private Grant begin(Membership person, long id) {
        Grant grant = grant(person, id, "client");
        String code = "code " + id;
        as(person, admission -> {
            ports.grants().addCode(admission, hash(code), grant, TERMS);
            return true;
        });
        assertThat(redeem(code, grant)).isTrue();
        in(grant, () -> {
            ports.grants().addRefresh(grant, hash("refresh " + id));
            return true;
        });
        return grant;
    }

    private boolean redeem(String code, Grant grant) {
        return in(grant, () -> ports.grants().redeem(hash(code), grant));
    }

    private <T> T in(Grant grant, Supplier<T> steps) {
        return House.done(ports.unitOfWork().inTransaction(grant.organization(), () -> Result.done(steps.get())));
    }

    @Test
    void a_code_is_found_with_its_terms_and_its_persons_place_and_its_grant_has_not_begun() {
        Grant grant = grant(ADA, 41, "client");
        as(ADA, admission -> {
            ports.grants().addCode(admission, hash("code"), grant, TERMS);
            return true;
        });
        assertThat(ports.grants().findCode(hash("code"), MINUTE)).isEqualTo(new Code(grant, TERMS, ADA, false));
        assertThat(ports.grants().findCode(hash("code"), Duration.ZERO)).isEqualTo(new Code(grant, TERMS, ADA, true));
        assertThat(ports.grants().findCode(hash("another"), MINUTE)).isNull();
        assertThat(ports.grants().find(grant.id())).isNull();
    }

    @Test
    void a_code_is_redeemed_once_and_found_again_so_that_its_second_use_is_noticed() {
        Grant grant = begin(ADA, 41);
        assertThat(redeem("code 41", grant)).isFalse();
        assertThat(ports.grants().findCode(hash("code 41"), MINUTE)).isNotNull();
        assertThat(ports.grants().find(grant.id())).isEqualTo(new Held(grant, ADA));
    }

    @Test
    void a_refresh_token_leads_to_its_grant_before_and_after_its_rotation() {
        Grant grant = begin(ADA, 41);
        assertThat(ports.grants().findRefresh(hash("refresh 41"))).isEqualTo(new Held(grant, ADA));
        assertThat(rotate(grant, "refresh 41", "salt", "next", MINUTE)).isEqualTo(new Rotation.Rotated());
        assertThat(ports.grants().findRefresh(hash("refresh 41"))).isEqualTo(new Held(grant, ADA));
        assertThat(ports.grants().findRefresh(hash("next"))).isEqualTo(new Held(grant, ADA));
        assertThat(ports.grants().findRefresh(hash("another"))).isNull();
    }

    @Test
    void a_rotation_that_is_repeated_in_time_leads_to_the_first_successor_and_later_to_none() {
        Grant grant = begin(ADA, 41);
        rotate(grant, "refresh 41", "salt", "next", MINUTE);
        assertThat(rotate(grant, "refresh 41", "other salt", "other", MINUTE)).isEqualTo(new Rotation.Repeated("salt"));
        assertThat(ports.grants().findRefresh(hash("other"))).isNull();
        assertThat(rotate(grant, "refresh 41", "other salt", "other", Duration.ZERO))
                .isEqualTo(new Rotation.Reused());
    }

    private Rotation rotate(Grant grant, String token, String salt, String successor, Duration grace) {
        return in(grant, () -> ports.grants().rotate(grant, hash(token), salt, hash(successor), grace));
    }

    @Test
    void of_many_that_redeem_a_code_at_once_one_succeeds() throws Exception {
        Grant grant = grant(ADA, 41, "client");
        as(ADA, admission -> {
            ports.grants().addCode(admission, hash("code"), grant, TERMS);
            return true;
        });
        assertThat(atOnce(turn -> redeem("code", grant))).containsOnlyOnce(true);
    }

    @Test
    void of_many_that_rotate_a_token_at_once_one_does_and_the_others_learn_its_salt() throws Exception {
        Grant grant = begin(ADA, 41);
        Set<Rotation> rotations =
                Set.copyOf(atOnce(turn -> rotate(grant, "refresh 41", "salt " + turn, "after salt " + turn, MINUTE)));

        assertThat(rotations).hasSize(2).contains(new Rotation.Rotated());
        assertThat(rotations)
                .filteredOn(Rotation.Repeated.class::isInstance)
                .singleElement()
                .satisfies(repeated -> assertThat(
                                ports.grants().findRefresh(hash("after " + ((Rotation.Repeated) repeated).salt())))
                        .isNotNull());
        assertThat(IntStream.range(0, AT_ONCE)
                        .filter(turn -> ports.grants().findRefresh(hash("after salt " + turn)) != null)
                        .count())
                .isEqualTo(1);
    }

    private static <T> List<T> atOnce(IntFunction<T> work) throws ExecutionException, InterruptedException {
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

    @Test
    void a_grant_ends_with_all_its_tokens_and_in_its_own_organization_alone() {
        Grant grant = begin(ADA, 41);
        assertThat(ports.grants().remove(MEADOW.id(), grant.id())).isFalse();
        assertThat(in(grant, () -> ports.grants().remove(HARBOUR.id(), grant.id())))
                .isTrue();
        assertThat(ports.grants().find(grant.id())).isNull();
        assertThat(ports.grants().findRefresh(hash("refresh 41"))).isNull();
        assertThat(ports.grants().remove(HARBOUR.id(), grant.id())).isFalse();
    }

    @Test
    void an_organization_sees_its_own_grants_newest_first_and_a_person_theirs() {
        Grant older = begin(ADA, 41);
        Grant newer = begin(ADA, 42);
        Grant bobs = begin(BOB, 43);
        assertThat(ports.grants().list(HARBOUR.id(), ADA.person().id(), null, 10))
                .containsExactly(new Listed(newer, ADA, null, null), new Listed(older, ADA, null, null));
        assertThat(ports.grants().list(HARBOUR.id(), BOB.person().id(), null, 10))
                .isEmpty();
        assertThat(ports.grants().list(MEADOW.id(), null, null, 10)).containsExactly(new Listed(bobs, BOB, null, null));
    }

    @Test
    void a_long_list_comes_in_parts() {
        Grant older = begin(ADA, 41);
        Grant newer = begin(ADA, 42);
        assertThat(ports.grants().list(HARBOUR.id(), null, null, 1))
                .containsExactly(new Listed(newer, ADA, null, null));
        assertThat(ports.grants().list(HARBOUR.id(), null, newer.id(), 2))
                .containsExactly(new Listed(older, ADA, null, null));
        assertThat(ports.grants().list(HARBOUR.id(), null, older.id(), 2)).isEmpty();
    }

    @Test
    void the_last_use_is_noted() {
        Grant grant = begin(ADA, 41);
        ports.grants().used(HARBOUR.id(), grant.id(), NOW.plusSeconds(60), "192.0.2.7");
        ports.grants().used(MEADOW.id(), grant.id(), NOW.plusSeconds(90), "192.0.2.8");
        assertThat(ports.grants().list(HARBOUR.id(), null, null, 10))
                .containsExactly(new Listed(grant, ADA, NOW.plusSeconds(60), "192.0.2.7"));
    }
}
