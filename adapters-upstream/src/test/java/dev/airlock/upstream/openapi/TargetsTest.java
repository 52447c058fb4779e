package dev.airlock.upstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.domain.server.ServerVariable;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final URI SOURCE = URI.create("https://docs.example.com/v2/openapi.json");

    @Test
    void variables_in_the_path_take_their_defaults() {
        var reading = servers("[{url: 'https://api.example.com/{v}/', variables: {v: {default: v1}}}]");

        assertThat(url(reading)).isEqualTo("https://api.example.com/v1");
        assertThat(reading.target().variables()).isEmpty();
    }

    @Test
    void what_stands_in_the_host_is_asked_of_each_person_who_connects() {
        var reading = secured(
                "[{url: 'https://{site}.example.com/v1', variables: {site: {default: support, description: Your site}}}]");

        assertThat(url(reading)).isEqualTo("https://{site}.example.com/v1");
        assertThat(reading.target().variables())
                .containsExactly(new ServerVariable("site", "Your site (for example support)", null, List.of(), null));
    }

    @Test
    void without_credentials_there_is_nobody_to_ask() {
        var reading = servers("[{url: 'https://{site}.example.com/v1', variables: {site: {default: support}}}]");

        assertThat(reading.target().variables())
                .containsExactly(new ServerVariable("site", "", "support", List.of(), null));
    }

    @Test
    void what_is_chosen_from_a_list_stays_to_be_chosen() {
        var reading = secured(
                "[{url: 'https://api.{region}/{v}', variables: {region: {default: example.com, enum: [example.com, example.eu]}, v: {default: v1, enum: [v1]}}}]");

        assertThat(url(reading)).isEqualTo("https://api.{region}/v1");
        assertThat(reading.target().variables())
                .containsExactly(
                        new ServerVariable("region", "", "example.com", List.of("example.com", "example.eu"), null));
    }

    @Test
    void nobody_is_asked_for_the_domain() {
        var reading = secured(
                "[{url: 'https://{site}.{domain}.com', variables: {site: {default: acme}, domain: {default: example}}}]");
        assertThat(url(reading)).isEqualTo("https://{site}.example.com");
        var open = secured(
                "[{url: '{scheme}://{host}/v1', variables: {scheme: {default: https}, host: {default: a.example.com}}}]");
        assertThat(url(open)).isEqualTo("https://a.example.com/v1");
        assertThat(secured("[{url: 'https://{host}/v1'}]").target()).isNull();
    }

    private static String url(Reading.Understood reading) {
        return String.valueOf(reading.target().url());
    }

    private static Reading.Understood secured(String servers) {
        return Described.by(document(servers)
                + "components: {securitySchemes: {key: {type: http, scheme: bearer}}}\nsecurity: [{key: []}]\n");
    }

    @Test
    void a_relative_server_is_resolved_against_the_source() {
        assertThat(url(Described.by(document("[{url: ../api}]"), SOURCE))).isEqualTo("https://docs.example.com/api");
        assertThat(Described.by(document("[{url: ../api}]"), null).target()).isNull();
    }

    @Test
    void without_servers_calls_go_to_where_the_document_came_from() {
        assertThat(url(Described.by(document("[]"), SOURCE))).isEqualTo("https://docs.example.com");
        assertThat(Described.by(document("[]"), null).warnings())
                .singleElement()
                .asString()
                .contains("say where calls go");
    }

    @Test
    void a_second_server_is_warned_about() {
        var reading = servers("[{url: https://a.example.com}, {url: https://b.example.com}]");

        assertThat(url(reading)).isEqualTo("https://a.example.com");
        assertThat(reading.warnings()).singleElement().asString().contains("https://b.example.com", "is not used");
    }

    @Test
    void an_address_with_a_password_or_another_scheme_is_no_target() {
        var reading = servers(
                "[{url: 'https://u:p@a.example.com'}, {url: 'ftp://a.example.com'}, {url: https://c.example.com}]");

        assertThat(url(reading)).isEqualTo("https://c.example.com");
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
                        "POST /b was left out: it goes to the server \"https://evil.example\", which is none of the base URLs; make it a further one and import again");
    }

    @Test
    void an_operation_goes_to_a_further_base_url_that_somebody_decided_for() {
        String paths = """
                openapi: 3.0.3
                info: {title: T, version: '1'}
                servers: [{url: 'https://api.example.com'}]
                paths:
                  /a: {get: {operationId: here}}
                  /b: {servers: [{url: 'https://up.example.com/v2/'}], post: {operationId: there}}
                  /c: {post: {operationId: nowhere, servers: [{url: 'https://evil.example'}]}}
                """;
        var reading = Described.by(paths, null, "https://up.example.com/v2");
        assertThat(reading.tools()).extracting(tool -> tool.name().value()).containsExactly("here", "there");
        assertThat(Described.operation(reading, "here").server()).isNull();
        assertThat(Described.operation(reading, "there").server()).hasToString("https://up.example.com/v2");
    }

    private static Reading.Understood servers(String servers) {
        return Described.by(document(servers));
    }

    private static String document(String servers) {
        return "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: " + servers
                + "\npaths: {/a: {get: {operationId: a}}}\n";
    }
}
