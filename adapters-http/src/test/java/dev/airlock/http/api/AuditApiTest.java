package dev.airlock.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditApiTest {
    private final ApiWorld world = new ApiWorld();
    private final String ada = world.token(Fixtures.ADA);

    @AfterEach
    void close() {
        world.close();
    }

    private Answer get(String path) {
        return world.call("GET", path).as(ada).send();
    }

    private void record(String tool, String client) throws AuditUnavailableException {
        world.audit.append(new AuditEvent(
                Fixtures.HARBOUR.id(),
                UUID.randomUUID(),
                AuditEvent.Phase.EVENT,
                Fixtures.NOW,
                "tool.call",
                Fixtures.ADA.person().id().value(),
                client,
                "192.0.2.1",
                "shop",
                tool,
                AuditResult.DENIED,
                RawJson.of(Json.object().put("why", "a, b").build())));
    }

    @Test
    void records_are_listed_newest_first_and_paged() throws Exception {
        record("one", "desk");
        record("two", "desk");
        record("three", "desk");
        Answer first = get("/audit?action=tool.call&limit=2").is(200);
        assertThat(first.texts("tool")).containsExactly("three", "two");
        Answer second =
                get("/audit?action=tool.call&limit=2&cursor=" + first.json().text("next"));
        assertThat(second.texts("tool")).containsExactly("one");
        assertThat(second.json().text("next")).isNull();
        assertThat(get("/audit?tool=two&result=DENIED&server=shop").texts("tool"))
                .containsExactly("two");
    }

    @Test
    void a_wrong_filter_is_refused_by_its_name() {
        get("/audit?result=ODD").isInvalid("result", "STARTED", "DENIED");
        get("/audit?actor=ada").isInvalid("actor", "no id");
        get("/audit?subject=it").isInvalid("subject", "no id");
        get("/audit?cursor=odd").isInvalid("cursor", "next");
        get("/audit.csv?limit=1&result=ODD").isInvalid("result");
    }

    @Test
    void a_deed_is_its_intent_and_its_outcome() {
        world.addServer(Fixtures.ADA, "shop");
        String subject = world.audit.events().getLast().subject().toString();
        assertThat(get("/audit/" + subject).is(200).texts("phase")).containsExactly("INTENT", "OUTCOME");
        get("/audit/" + UUID.randomUUID()).isProblem(404, "nothing is recorded");
        get("/audit/no-id").isProblem(404, "nothing is recorded of \"no-id\"");
    }

    @Test
    void members_read_what_they_did_themselves() throws Exception {
        record("get_order", "desk");
        String dave = world.token(ApiWorld.DAVE);
        assertThat(world.call("GET", "/audit").as(dave).send().texts("actor"))
                .isNotEmpty()
                .containsOnly(ApiWorld.DAVE.person().id().toString());
        assertThat(world.call(
                                "GET",
                                "/audit.jsonl?actor=" + Fixtures.ADA.person().id())
                        .as(dave)
                        .send()
                        .body())
                .doesNotContain(Fixtures.ADA.person().id().toString());
    }

    @Test
    void lines_are_one_json_object_each_oldest_first() throws Exception {
        record("one", "desk");
        record("two", "desk");
        Answer answer = get("/audit.jsonl?action=tool.call").is(200);
        assertThat(answer.mediaType()).isEqualTo("application/jsonl");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .startsWith("{")
                .contains("\"tool\":\"one\"")
                .endsWith("}");
    }

    @Test
    void cells_that_a_spreadsheet_would_run_are_defused() throws Exception {
        for (String formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a,\"b\"")) {
            record("get_order", formula);
        }
        Answer answer = get("/audit.csv?action=tool.call").is(200);
        assertThat(answer.header("content-type")).isEqualTo("text/csv;charset=utf-8");
        assertThat(answer.body())
                .startsWith("at,action,phase,result,subject,actor,client,")
                .contains(",'=1+1,", ",'+1,", ",'-1,", ",'@SUM(A1),", ",'\t=1,", ",\"'\r=1\",", ",\"a,\"\"b\"\"\",")
                .contains("\"{\"\"why\"\":\"\"a, b\"\"}\"");
    }

    @Test
    void without_an_audit_log_nothing_is_changed_and_a_retry_is_offered() {
        world.addServer(Fixtures.ADA, "shop");
        world.audit.fail();
        Answer refused = world.call("DELETE", "/servers/shop").as(ada).send().isProblem(503, "nothing was changed");
        assertThat(refused.header("retry-after")).isEqualTo("5");
        get("/servers/shop").is(200);
    }
}
