package dev.airlock.application.identity;

import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakePasswordHashes;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetUpTest {
    private static final SetUp.Founding HARBOUR =
            new SetUp.Founding("Harbour Supplies", "Ada", "ada@example.com", "correct horse");
    private static final SetUp.Founding MEADOW =
            new SetUp.Founding("Meadow", "Bob", "bob@example.com", "correct horse");

    private final House house = new House();
    private @Nullable Runnable whileHashing;
    private final SetUp setUp = new SetUp(
            house.store.organizations(),
            house.store.oneTimeLinks(),
            new PasswordHashes() {
                @Override
                public String hash(String password) {
                    Runnable other = whileHashing;
                    whileHashing = null;
                    if (other != null) {
                        other.run();
                    }
                    return new FakePasswordHashes().hash(password);
                }

                @Override
                public boolean matches(String password, @Nullable String hash) {
                    return new FakePasswordHashes().matches(password, hash);
                }
            },
            Fixtures.PASSWORD_RULES,
            new CountingSecrets(),
            house.clock,
            house.ids);

    @Test
    void whoever_holds_the_link_founds_the_organization_and_owns_it() {
        String link = setUp.link(Duration.ofHours(1));
        assertThat(setUp.isGood(link)).isTrue();
        Membership owner = done(setUp.with(link, HARBOUR));
        assertThat(owner.role()).isEqualTo(Role.OWNER);
        assertThat(owner.organization().slug()).isEqualTo(new Slug("harbour-supplies"));
        assertThat(house.store
                        .people()
                        .account(new EmailAddress("ada@example.com"))
                        .passwordHash())
                .isEqualTo("hashed:correct horse");
        assertThat(setUp.isDone()).isTrue();
    }

    @Test
    void set_up_happens_once_whatever_links_are_left() {
        String link = setUp.link(Duration.ofHours(1));
        String other = setUp.link(Duration.ofHours(1));
        done(setUp.with(link, HARBOUR));
        assertThat(setUp.isGood(other)).isFalse();
        assertThat(refusal(setUp.with(link, MEADOW))).isInstanceOf(Refusal.NotFound.class);
        assertThat(refusal(setUp.with(other, MEADOW))).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void of_two_people_with_one_link_at_the_same_moment_one_founds() {
        String link = setUp.link(Duration.ofHours(1));
        var second = new java.util.ArrayList<Result<Membership>>();
        whileHashing = () -> second.add(setUp.with(link, MEADOW));
        done(setUp.with(link, HARBOUR));
        assertThat(second)
                .singleElement()
                .satisfies(result -> assertThat(refusal(result)).isInstanceOf(Refusal.NotFound.class));
        assertThat(house.store.organizations().find(new Slug("meadow"))).isNull();
    }

    @Test
    void a_link_expires_and_an_unknown_one_is_refused() {
        String link = setUp.link(Duration.ofHours(1));
        house.clock.advance(Duration.ofHours(1));
        for (String secret : List.of(link, "unknown")) {
            assertThat(setUp.isGood(secret)).isFalse();
            assertThat(refusal(setUp.with(secret, HARBOUR))).isInstanceOf(Refusal.NotFound.class);
        }
        assertThat(setUp.isDone()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', Ada, ada@example.com, correct horse, organization",
        "Harbour, ' ', ada@example.com, correct horse, name",
        "Harbour, Ada, ada, correct horse, email",
        "Harbour, Ada, ada@example.com, elevenchars, password",
        "Harbour, Ada, ada@example.com, password1234, password"
    })
    void what_is_not_fit_is_named_and_leaves_the_link_good(
            String organization, String name, String email, String password, String field) {
        String link = setUp.link(Duration.ofHours(1));
        Refusal refusal = refusal(setUp.with(link, new SetUp.Founding(organization, name, email, password)));
        assertThat(((Refusal.Invalid) refusal).problems())
                .extracting(Refusal.Problem::field)
                .containsExactly(field);
        done(setUp.with(link, HARBOUR));
    }

    @Test
    void a_password_has_at_most_200_characters() {
        assertThat(refusal(setUp.found(new SetUp.Founding("H", "Ada", "ada@example.com", "x".repeat(201))))
                        .message())
                .isEqualTo("password: a password has 12 to 200 characters");
        done(setUp.found(new SetUp.Founding("H", "Ada", "ada@example.com", "x".repeat(200))));
    }

    @Test
    void the_command_line_does_not_found_what_exists() {
        done(setUp.found(HARBOUR));
        assertThat(refusal(setUp.found(HARBOUR))).isInstanceOf(Refusal.Conflict.class);
    }
}
