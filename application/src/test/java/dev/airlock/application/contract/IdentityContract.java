package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.identity.People;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import org.junit.jupiter.api.Test;

/** What organizations and people promise. */
public abstract class IdentityContract extends StoreContract {
    @Test
    void an_organization_is_found_by_its_slug() {
        assertThat(ports.organizations().find(new Slug("harbour"))).isEqualTo(HARBOUR);
        assertThat(ports.organizations().find(new Slug("nowhere"))).isNull();
        assertThat(ports.organizations().anyExists()).isTrue();
        assertThat(ports.organizations().all()).containsExactlyInAnyOrder(HARBOUR.id(), MEADOW.id());
    }

    @Test
    void a_taken_slug_founds_nothing() {
        Organization namesake = Fixtures.organization(3, "harbour", "Another Harbour");
        Membership eve = Fixtures.member(namesake, 13, "eve@example.com", "Eve", Role.OWNER);
        assertThat(ports.organizations().found(eve, "hash")).isFalse();
        assertThat(ports.people().account(new EmailAddress("eve@example.com"))).isNull();
        assertThat(ports.organizations().find(new Slug("harbour"))).isEqualTo(HARBOUR);
    }

    @Test
    void a_taken_address_founds_nothing() {
        Organization fresh = Fixtures.organization(3, "fresh", "Fresh");
        Membership impostor = Fixtures.member(fresh, 13, "ada@example.com", "Not Ada", Role.OWNER);
        assertThat(ports.organizations().found(impostor, "hash")).isFalse();
        assertThat(ports.organizations().find(new Slug("fresh"))).isNull();
    }

    @Test
    void an_account_has_its_password_hash() {
        assertThat(ports.people().account(new EmailAddress("ada@example.com")))
                .isEqualTo(new People.Account(ADA.person(), "hash of Ada's"));
        assertThat(ports.people().account(new EmailAddress("nobody@example.com")))
                .isNull();
    }

    @Test
    void a_person_changes_their_own_password_only() {
        as(ADA, admission -> {
            ports.people().changePassword(admission, "a new hash");
            return admission;
        });
        assertThat(ports.people().account(ADA.person().email()).passwordHash()).isEqualTo("a new hash");
        assertThat(ports.people().account(BOB.person().email()).passwordHash()).isEqualTo("hash of Bob's");
    }

    @Test
    void a_password_is_reset_for_the_person_alone() {
        ports.people().resetPassword(HARBOUR.id(), ADA.person().id(), "a new hash", NOW);
        assertThat(ports.people().account(ADA.person().email()).passwordHash()).isEqualTo("a new hash");
        assertThat(ports.people().account(BOB.person().email()).passwordHash()).isEqualTo("hash of Bob's");
    }

    @Test
    void a_deleted_organization_takes_along_those_who_belong_to_no_other() {
        as(ADA, admission -> {
            ports.organizations().delete(admission);
            return admission;
        });
        assertThat(ports.organizations().find(HARBOUR.slug())).isNull();
        assertThat(ports.people().account(ADA.person().email())).isNull();
        assertThat(ports.people().memberships(ADA.person().id())).isEmpty();
        assertThat(ports.organizations().find(BOB.organization().slug())).isEqualTo(BOB.organization());
        assertThat(ports.people().memberships(BOB.person().id())).containsExactly(BOB);
    }

    @Test
    void a_person_has_their_places() {
        assertThat(ports.people().memberships(ADA.person().id())).containsExactly(ADA);
    }
}
