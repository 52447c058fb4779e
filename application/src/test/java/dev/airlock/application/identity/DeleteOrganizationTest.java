package dev.airlock.application.identity;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.change.Change;
import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeleteOrganizationTest {
    private final House house = new House();
    private final DeleteOrganization deleteOrganization =
            new DeleteOrganization(house.gate, house.store.organizations());
    private final List<Change> told = new ArrayList<>();

    @BeforeEach
    void found() {
        house.store.organizations().found(ADA, "hash");
        house.store.join(CAROL);
        house.store.notices().subscribe(told::add);
    }

    @Test
    void an_owner_who_types_its_name_deletes_the_organization_on_the_record() {
        done(deleteOrganization.delete(signedIn(ADA), "harbour"));
        assertThat(house.store.organizations().find(HARBOUR.slug())).isNull();
        assertThat(told).containsExactly(new Change.OfOrganization(HARBOUR.id()));
        assertThat(house.recorded()).containsExactly("INTENT STARTED", "OUTCOME SUCCEEDED");
        assertThat(house.audit.events()).allSatisfy(event -> {
            assertThat(event.action()).isEqualTo("organization.delete");
            assertThat(event.organization()).isEqualTo(HARBOUR.id());
        });
        assertThat(house.audit.events().getFirst().detail().text()).contains("harbour");
    }

    @Test
    void a_name_that_was_not_typed_as_it_is_deletes_nothing() {
        for (String typed : List.of("", "Harbour", "harbour ", "meadow")) {
            assertThat(refusal(deleteOrganization.delete(signedIn(ADA), typed)).message())
                    .contains("type harbour");
        }
        assertThat(house.store.organizations().find(HARBOUR.slug())).isEqualTo(HARBOUR);
        assertThat(told).isEmpty();
    }

    @Test
    void nobody_but_an_owner_deletes_it() {
        assertThat(refusal(deleteOrganization.delete(signedIn(CAROL), "harbour")))
                .isInstanceOf(Refusal.NotPermitted.class);
        assertThat(house.store.organizations().find(HARBOUR.slug())).isEqualTo(HARBOUR);
    }
}
