package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.policy.PolicyPreset;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person of several organizations is in one at a time. */
class OrganizationsTest {
    private static final Membership ADA_IN_MEADOW = new Membership(Fixtures.MEADOW, Fixtures.ADA.person(), Role.MEMBER);

    private ControlRoom room;
    private Browser ada;

    @BeforeEach
    void open() throws Exception {
        room = ControlRoom.open();
        room.join(Fixtures.ADA);
        room.join(Fixtures.BOB);
        room.add(Fixtures.ADA, "shop", Documents.shop(3), PolicyPreset.ALLOW_ALL);
        ada = room.browser(Fixtures.ADA);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void whoever_has_one_organization_is_not_bothered_with_others() throws Exception {
        assertThat(ada.text("/")).doesNotContain("href=\"/organizations\"");
    }

    @Test
    void whoever_has_several_goes_from_one_to_another_with_another_session() throws Exception {
        room.fakes.join(ADA_IN_MEADOW);
        assertThat(ada.text("/")).contains("href=\"/organizations\"");
        assertThat(ada.text("/organizations"))
                .contains("Go to <bdi>Meadow</bdi>", "You are here")
                .doesNotContain("Go to <bdi>Harbour");
        String before = ada.cookies.get("airlock");
        HttpResponse<String> entered = ada.submit("/organizations", "organization", "meadow");
        assertThat(entered.headers().firstValue("Location")).hasValue("/");
        assertThat(ada.cookies.get("airlock")).isNotEqualTo(before);
        assertThat(ada.text("/servers")).contains("Meadow", "No servers yet").doesNotContain("Harbour");
        ada.cookies.put("airlock", before);
        assertThat(ada.get("/servers").statusCode()).isEqualTo(303);
    }

    @Test
    void an_organization_of_others_is_answered_like_one_that_does_not_exist() throws Exception {
        ada.get("/servers");
        HttpResponse<String> others = ada.submit("/organizations", "organization", "meadow");
        HttpResponse<String> nobodys = ada.submit("/organizations", "organization", "nowhere");
        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(others.body()).isEqualTo(nobodys.body());
        assertThat(ada.get("/servers").statusCode()).isEqualTo(200);
    }

    @Test
    void going_to_and_fro_does_not_make_a_session_last_longer() throws Exception {
        room.fakes.join(ADA_IN_MEADOW);
        for (int hours = 0; hours < 7 * 24 - 6; hours += 6) {
            room.clock.advance(Duration.ofHours(6));
            ada.get("/servers");
            String other = hours % 12 == 0 ? "meadow" : "harbour";
            assertThat(ada.submit("/organizations", "organization", other).statusCode())
                    .isEqualTo(303);
        }
        room.clock.advance(Duration.ofHours(6));
        assertThat(ada.get("/servers").headers().firstValue("Location").orElseThrow())
                .startsWith("/sign-in");
    }

    @Test
    void the_change_is_on_record_where_the_person_goes() throws Exception {
        room.fakes.join(ADA_IN_MEADOW);
        ada.get("/servers");
        ada.submit("/organizations", "organization", "meadow");
        assertThat(room.audit.events().getLast().action()).isEqualTo("session.open");
        assertThat(room.audit.events().getLast().organization()).isEqualTo(Fixtures.MEADOW.id());
        ada.get("/servers");
        room.audit.fail();
        assertThat(ada.submit("/organizations", "organization", "harbour").statusCode())
                .isEqualTo(503);
        assertThat(ada.text("/servers")).contains("Meadow");
    }
}
