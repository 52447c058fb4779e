package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme.Location;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CredentialPlacementTest {
    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        wire = new Wire();
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
    }

    private RawUpstream.Recorded sent(HttpOperation operation, String arguments, Credential credential) {
        Api.reply(wire.call(operation, arguments, credential));
        return wire.upstream.last();
    }

    @Test
    void the_whole_request_is_what_was_prepared_and_a_little_of_airlock() {
        var sent = sent(
                Api.post("application/json", null, Api.query("q"), Api.header("X-Note")),
                "{\"q\":\"a b\",\"X-Note\":\"hi\",\"n\":1}",
                null);
        assertThat(sent.requestLine()).isEqualTo("POST /things?q=a%20b HTTP/1.1");
        assertThat(sent.headerLines())
                .containsExactlyInAnyOrder(
                        "X-Note: hi",
                        "Content-Type: application/json",
                        "Accept: application/json, text/*;q=0.9, */*;q=0.8",
                        "Accept-Encoding: gzip, br;q=0.5",
                        "User-Agent: Airlock",
                        "Content-Length: 7",
                        "Host: 127.0.0.1:" + wire.upstream.port(),
                        "Connection: keep-alive");
        assertThat(sent.text()).isEqualTo("{\"n\":1}");
    }

    @Test
    void a_bearer_token_travels_in_its_header() {
        assertThat(sent(Api.get("/x"), "{}", new Credential.Bearer("t0ken-1")).header("Authorization"))
                .containsExactly("Bearer t0ken-1");
    }

    @Test
    void a_user_name_and_password_travel_encoded() {
        assertThat(sent(Api.get("/x"), "{}", new Credential.Basic("Aladdin", "open sesame"))
                        .header("Authorization"))
                .containsExactly("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void a_key_travels_where_its_api_wants_it() {
        assertThat(sent(Api.get("/x"), "{}", new Credential.ApiKey(Location.HEADER, "X-Key", "k&1"))
                        .header("X-Key"))
                .containsExactly("k&1");
        assertThat(sent(Api.get("/x"), "{}", new Credential.ApiKey(Location.QUERY, "key", "k&1"))
                        .target())
                .isEqualTo("/x?key=k%261");
        assertThat(sent(Api.get("/x", Api.query("a")), "{\"a\":1}", new Credential.ApiKey(Location.QUERY, "key", "k&1"))
                        .target())
                .isEqualTo("/x?a=1&key=k%261");
        assertThat(sent(Api.get("/x"), "{}", new Credential.ApiKey(Location.COOKIE, "sid", "k1"))
                        .header("Cookie"))
                .containsExactly("sid=k1");
        assertThat(sent(
                                Api.get("/x", Api.cookie("a")),
                                "{\"a\":1}",
                                new Credential.ApiKey(Location.COOKIE, "sid", "k1"))
                        .header("Cookie"))
                .containsExactly("a=1; sid=k1");
    }

    @Test
    void a_prepared_request_never_holds_a_credential_and_no_call_sees_anothers() {
        sent(Api.get("/x"), "{}", new Credential.Bearer("t0ken-1"));
        assertThat(sent(Api.get("/x"), "{}", null).header("Authorization")).isEmpty();
        assertThat(wire.upstream.connections).hasSize(1);
    }

    @Test
    void a_request_for_another_origin_is_not_sent() {
        var operation = wire.bind(Api.get("/x"));
        var prepared = Api.request(operation, Api.json("{}"));
        var elsewhere = new OutgoingRequest(
                "GET", "http://127.0.0.1:1", prepared.target(), prepared.headers(), prepared.body());
        assertThat(Api.failure(operation.send(elsewhere, Map.of(), new Credential.Bearer("t0ken-1")))
                        .sent())
                .isFalse();
        assertThat(wire.upstream.requests).isEmpty();
    }

    @Test
    void a_credential_that_would_break_the_request_is_not_sent() {
        for (var credential : new Credential[] {
            new Credential.Bearer("a\r\nX-Admin: 1"),
            new Credential.ApiKey(Location.HEADER, "X-Key", "a\nb"),
            new Credential.ApiKey(Location.HEADER, "Host", "evil"),
            new Credential.ApiKey(Location.HEADER, "Content-Length", "0"),
            new Credential.ApiKey(Location.COOKIE, "sid", "a\r\nb")
        }) {
            assertThat(Api.failure(wire.call(Api.get("/x"), "{}", credential)).sent())
                    .isFalse();
        }
        assertThat(wire.upstream.requests).isEmpty();
    }

    @Test
    void the_target_is_sent_byte_for_byte() {
        var operation = Api.get("/a;b=c/{id}//d", Api.path("id"), Api.query("q"));
        assertThat(sent(operation, "{\"id\":\"%2F+?\",\"q\":\"[é]\"}", null).target())
                .isEqualTo("/a;b=c/%252F%2B%3F//d?q=%5B%C3%A9%5D");
    }

    @Test
    void a_post_without_a_body_says_so() {
        var sent = sent(Api.post("application/json", "body"), "{}", null);
        assertThat(sent.header("Content-Length")).containsExactly("0");
        assertThat(sent.header("Content-Type")).isEmpty();
    }

    @Test
    void a_path_of_nothing_but_a_slash_is_sent_as_one() {
        assertThat(sent(Api.get("/"), "{}", null).target()).isEqualTo("/");
        assertThat(sent(Api.get("/", Api.query("q")), "{\"q\":1}", null).target())
                .isEqualTo("/?q=1");
    }
}
