package dev.airlock.upstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.server.ApiDescriptions.Reading;
import java.net.URI;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final URI SOURCE = URI.create("https://docs.example.com/v2/openapi.json");

    @Test
    void variables_take_their_defaults() {
        var reading = servers(
                "[{url: 'https://{region}.example.com/{v}/', variables: {region: {default: eu}, v: {default: v1}}}]");

        assertThat(reading.targetUrl()).hasToString("https://eu.example.com/v1");
    }

    @Test
    void a_relative_server_is_resolved_against_the_source() {
        assertThat(Described.by(document("[{url: ../api}]"), SOURCE).targetUrl())
                .hasToString("https://docs.example.com/api");
        assertThat(Described.by(document("[{url: ../api}]"), null).targetUrl()).isNull();
    }

    @Test
    void without_servers_calls_go_to_where_the_document_came_from() {
        assertThat(Described.by(document("[]"), SOURCE).targetUrl()).hasToString("https://docs.example.com");
        assertThat(Described.by(document("[]"), null).warnings())
                .singleElement()
                .asString()
                .contains("say where calls go");
    }

    @Test
    void a_second_server_is_warned_about() {
        var reading = servers("[{url: https://a.example.com}, {url: https://b.example.com}]");

        assertThat(reading.targetUrl()).hasToString("https://a.example.com");
        assertThat(reading.warnings()).singleElement().asString().contains("https://b.example.com", "is not used");
    }

    @Test
    void an_address_with_a_password_or_another_scheme_is_no_target() {
        var reading = servers(
                "[{url: 'https://u:p@a.example.com'}, {url: 'ftp://a.example.com'}, {url: https://c.example.com}]");

        assertThat(reading.targetUrl()).hasToString("https://c.example.com");
    }

    @Test
    void an_operation_that_goes_elsewhere_is_left_out() {
        var reading = Described.paths("""
                /a: {get: {operationId: here, servers: [{url: 'https://api.example.com/'}]}}
                /b: {post: {operationId: there, servers: [{url: 'https://evil.example'}]}}
                """);

        assertThat(reading.tools()).extracting(tool -> tool.name().value()).containsExactly("here");
        assertThat(reading.warnings())
                .containsExactly(
                        "POST /b was left out: it goes to the server \"https://evil.example\", and credentials go to one server only");
    }

    private static Reading.Understood servers(String servers) {
        return Described.by(document(servers));
    }

    private static String document(String servers) {
        return "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: " + servers
                + "\npaths: {/a: {get: {operationId: a}}}\n";
    }
}
