package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every route of the running application in every role. */
class AccessTest {
    private static ApiWorld world;

    private final Map<String, Map<String, Integer>> table = new AccessTable().rows();

    @BeforeAll
    static void open() {
        world = new ApiWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void every_route_of_the_running_application_has_a_row_and_every_row_a_route() {
        assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(world.routes.all());
    }

    @Test
    void every_route_is_described_and_every_description_has_a_route() {
        assertThat(world.contract.operations()).containsExactlyInAnyOrderElementsOf(world.routes.all());
    }

    @Test
    void every_route_answers_every_role_as_the_table_says() {
        var softly = new SoftAssertions();
        table.forEach((route, row) -> row.forEach((role, status) -> {
            Answer answer = new Cell(world, route, role).call();
            softly.assertThat(answer.status())
                    .as("%s as %s: %s", route, role, answer.body())
                    .isEqualTo(status);
        }));
        softly.assertAll();
    }

    @Test
    void what_belongs_to_another_organization_is_answered_like_what_does_not_exist() {
        var softly = new SoftAssertions();
        for (String route :
                table.keySet().stream().filter(route -> route.contains("{")).toList()) {
            for (String role : List.of("stranger", "elsewhere")) {
                var cell = new Cell(world, route, role);
                Answer present = cell.call();
                Answer unknown = cell.callUnknown();
                softly.assertThat(present.body()).as(route + " as " + role).isEqualTo(unknown.body());
                softly.assertThat(present.status()).as(route + " as " + role).isEqualTo(unknown.status());
                softly.assertThat(undated(present)).as(route + " as " + role).isEqualTo(undated(unknown));
            }
        }
        softly.assertAll();
    }

    @Test
    void nothing_of_another_organization_is_in_any_answer() {
        var softly = new SoftAssertions();
        for (String route : table.keySet()) {
            if (!route.equals("POST /servers")) {
                Answer answer = new Cell(world, route, "stranger").call();
                softly.assertThat(answer.body()).as(route).doesNotContain("CANARY", "harbour", "ada@example.com");
            }
        }
        softly.assertAll();
    }

    @Test
    void members_that_would_assign_more_than_a_body_may_are_refused_and_nothing_is_done() {
        var softly = new SoftAssertions();
        for (String route :
                table.keySet().stream().filter(world.contract::takesBody).toList()) {
            for (String member : List.of(
                    "organization_id",
                    "organizationId",
                    "role",
                    "user_id",
                    "owner",
                    "created_by",
                    "approved",
                    "id",
                    "version")) {
                var cell = new Cell(world, route, "owner");
                Answer answer = cell.callWith(member);
                softly.assertThat(answer.status()).as(route + " with " + member).isEqualTo(400);
                softly.assertThat(answer.body()).as(route).contains("{\"field\":\"" + member + "\"");
            }
        }
        softly.assertAll();
    }

    private static Map<String, String> undated(Answer answer) {
        var headers = new TreeMap<>(answer.headers());
        headers.remove("date");
        return headers;
    }
}
