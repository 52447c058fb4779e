package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.call.Executor.Operation;
import dev.airlock.application.call.Executor.Preparation;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.ServerVariable;
import dev.airlock.domain.server.Target;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests go to the base URL as its variables have it, and nowhere else. */
class BaseUrlsOnTheWireTest {
    private static final Credential TOKEN = new Credential.Bearer("t0ken-1");
    private static final UrlTemplate FURTHER = UrlTemplate.of("https://up.example.com/up/");

    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        wire = new Wire();
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
    }

    private Operation bind(String url, List<UrlTemplate> others, HttpOperation operation) {
        var base = UrlTemplate.of(url);
        var target = new Target(
                base, others, base.places().stream().map(ServerVariable::new).toList());
        return Api.executor(wire.client)
                .bind(Api.server("https://unused.example.com").withTarget(target), Api.tool(operation));
    }

    private static OutgoingRequest prepared(Operation operation, Map<String, String> variables) {
        return ((Preparation.Ready) operation.prepare(Api.json("{}"), variables)).request();
    }

    @Test
    void a_value_stands_where_its_place_is() {
        Operation bound = bind(wire.target() + "/ex/{cloudId}/v3", List.of(), Api.get("/myself"));
        Map<String, String> site = Map.of("cloudId", "c-1~x");
        wire.upstream.answers(RawUpstream.response("200 OK", "", "{}"));
        assertThat(Api.reply(bound.send(prepared(bound, site), site, TOKEN)).status())
                .isEqualTo(200);
        assertThat(wire.upstream.last().requestLine()).isEqualTo("GET /ex/c-1~x/v3/myself HTTP/1.1");
    }

    @Test
    void the_host_is_the_one_that_the_connection_says() {
        Operation bound = bind("https://{site}.example.com/v1", List.of(), Api.get("/things"));
        OutgoingRequest request = prepared(bound, Map.of("site", "acme"));
        assertThat(request.origin()).isEqualTo("https://acme.example.com");
        assertThat(request.target()).isEqualTo("/v1/things");
        assertThat(Api.failure(bound.send(request, Map.of("site", "other"), TOKEN))
                        .sent())
                .isFalse();
    }

    @Test
    void what_is_not_filled_is_no_origin_and_is_not_sent() {
        Operation bound = bind(wire.target() + "/ex/{cloudId}", List.of(), Api.get("/things"));
        for (Map<String, String> variables : List.of(Map.<String, String>of(), Map.of("cloudId", "../admin"))) {
            OutgoingRequest request = prepared(bound, variables);
            assertThat(request.origin()).contains("{cloudId}");
            assertThat(Api.failure(bound.send(request, variables, TOKEN)).sent())
                    .isFalse();
        }
        assertThat(wire.upstream.requests).isEmpty();
    }

    @Test
    void an_operation_goes_to_its_own_base_url_where_it_has_one() {
        Operation bound = bind(
                "https://api.example.com/v1",
                List.of(FURTHER),
                Api.get("/things").at(FURTHER));
        OutgoingRequest request = prepared(bound, Map.of());
        assertThat(request.origin()).isEqualTo("https://up.example.com");
        assertThat(request.target()).isEqualTo("/up/things");
    }

    @Test
    void an_operation_whose_base_url_was_taken_away_goes_nowhere() {
        Operation bound =
                bind("https://api.example.com/v1", List.of(), Api.get("/things").at(FURTHER));
        assertThat(bound.prepare(Api.json("{}"), Map.of()))
                .isInstanceOfSatisfying(
                        Preparation.Invalid.class,
                        invalid -> assertThat(invalid.violations().getFirst().problem())
                                .contains("https://up.example.com/up/"));
        var request = new OutgoingRequest("GET", "https://up.example.com", "/up/things", List.of(), new byte[0]);
        assertThat(Api.failure(bound.send(request, Map.of(), TOKEN)).sent()).isFalse();
    }

    @Test
    void a_base_url_alone_is_a_path_too() {
        assertThat(prepared(bind("https://api.example.com", List.of(), Api.get("")), Map.of())
                        .target())
                .isEqualTo("/");
        assertThat(prepared(bind("https://api.example.com/graphql", List.of(), Api.get("")), Map.of())
                        .target())
                .isEqualTo("/graphql");
        assertThat(prepared(bind("https://api.example.com/v1/", List.of(), Api.get("/a")), Map.of())
                        .target())
                .isEqualTo("/v1/a");
    }
}
