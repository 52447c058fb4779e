package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the store of linked identities promises. */
public abstract class LinkedIdentitiesContract extends StoreContract {
    private static final String ISSUER = "https://id.example.com";

    @Test
    void a_person_is_found_by_issuer_and_subject_together() {
        ports.linkedIdentities().link(ISSUER, "ada", ADA.person().id());
        assertThat(ports.linkedIdentities().find(ISSUER, "ada"))
                .isEqualTo(ADA.person().id());
        assertThat(ports.linkedIdentities().find(ISSUER, "bob")).isNull();
        assertThat(ports.linkedIdentities().find("https://other.example.com", "ada"))
                .isNull();
    }

    @Test
    void a_subject_that_is_linked_stays_with_its_person() {
        ports.linkedIdentities().link(ISSUER, "ada", ADA.person().id());
        ports.linkedIdentities().link(ISSUER, "ada", BOB.person().id());
        assertThat(ports.linkedIdentities().find(ISSUER, "ada"))
                .isEqualTo(ADA.person().id());
    }
}
