package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.call.Executor.Operation;
import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme.Location;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A redirect takes a reading call further, but never its credential out of the API. Public hosts stand on this machine's loopback. */
class RedirectsTest {
    private static final Credential TOKEN = new Credential.Bearer("t0ken-1");

    private RawUpstream api;
    private RawUpstream files;
    private UpstreamClient client;

    @BeforeEach
    void open() throws IOException {
        api = new RawUpstream();
        files = new RawUpstream();
        var guard = new AddressGuard(
                Set.of(api.address()),
                host -> host.endsWith(".example")
                        ? new InetAddress[] {InetAddress.ofLiteral("93.184.215.14")}
                        : InetAddress.getAllByName(host));
        client = new UpstreamClient(guard, UpstreamLimits.DEFAULT, proxy -> new LocalSocket());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        api.close();
        files.close();
    }

    /** Dials the same port of this machine. */
    private static final class LocalSocket extends Socket {
        LocalSocket() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress address, int timeout) throws IOException {
            super.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), ((InetSocketAddress) address).getPort()),
                    timeout);
        }
    }

    private Reply call(HttpOperation operation, String arguments, Credential credential) {
        return Api.reply(send(operation, arguments, credential));
    }

    private Transmission send(HttpOperation operation, String arguments, Credential credential) {
        Operation bound = Api.executor(client).bind(Api.server(base() + "/v1"), Api.tool(operation));
        return bound.send(Api.request(bound, Api.json(arguments)), Map.of(), credential);
    }

    private String redirectedTo() {
        return ((Transmission.Answered) send(Api.get("/x"), "{}", TOKEN)).redirectedTo();
    }

    private Reply get() {
        return call(Api.get("/x"), "{}", TOKEN);
    }

    private String base() {
        return "http://127.0.0.1:" + api.port();
    }

    private String elsewhere(String path) {
        return "http://files.example:" + files.port() + path;
    }

    private static byte[] redirect(int status, String location) {
        return RawUpstream.response(
                status + " Moved", "Location: " + location + "\r\nRefresh: 0; url=" + location + "\r\n", "");
    }

    private void apiRedirects(int status, String location) {
        api.answers((request, out) -> out.write(
                request.target().startsWith("/v1/x") ? redirect(status, location) : RawUpstream.json("{\"home\":1}")));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_to_another_host_is_followed_with_nothing_of_the_callers(int status) {
        files.answers(RawUpstream.response("200 OK", "Content-Type: text/plain\r\n", "the log"));
        apiRedirects(status, elsewhere("/log?sig=a%2Fb"));
        Reply reply = call(
                Api.get("/x", Api.header("X-Note"), Api.cookie("c"), Api.query("q")),
                "{\"X-Note\":\"private\",\"c\":\"private\",\"q\":\"private\"}",
                TOKEN);

        assertThat(Api.text(reply)).isEqualTo("the log");
        assertThat(files.last().target()).isEqualTo("/log?sig=a%2Fb");
        assertThat(files.last().headerLines())
                .containsExactlyInAnyOrder(
                        "Accept: application/json, text/*;q=0.9, */*;q=0.8",
                        "Accept-Encoding: gzip, br;q=0.5",
                        "User-Agent: Airlock",
                        "Host: files.example:" + files.port(),
                        "Connection: keep-alive");
    }

    @Test
    void whoever_answered_after_redirects_is_told_by_origin_alone() {
        apiRedirects(302, elsewhere("/secret-path?sig=s3cret#f"));
        assertThat(redirectedTo()).isEqualTo("http://files.example:" + files.port());
        files.answers(redirect(302, "http://more.example:" + files.port() + "/again"));
        assertThat(redirectedTo()).isEqualTo("http://more.example:" + files.port());
        apiRedirects(302, "/v1/y");
        assertThat(redirectedTo()).isEqualTo(base());
    }

    @Test
    void whoever_answered_without_a_redirect_that_was_followed_is_not_told() {
        api.answers(RawUpstream.json("{}"));
        assertThat(redirectedTo()).isNull();
        apiRedirects(302, "/outside");
        assertThat(redirectedTo()).isNull();
    }

    @Test
    void a_key_in_the_query_stays_at_its_api() {
        apiRedirects(302, elsewhere("/log"));
        for (Location location : Location.values()) {
            call(Api.get("/x"), "{}", new Credential.ApiKey(location, "key", "s3cret-key"));
            assertThat(files.last().head()).doesNotContain("s3cret-key");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/y?a=1", "y?a=1", "/v1/deep/../y?a=1", "BASE/v1/y?a=1"})
    void a_redirect_below_the_apis_address_takes_the_credential_along(String location) {
        apiRedirects(302, location.replace("BASE", base()));
        Reply reply = call(Api.get("/x", Api.header("X-Note")), "{\"X-Note\":\"n\"}", TOKEN);
        if (location.contains("..")) {
            assertThat(reply.failed()).isTrue();
            return;
        }
        assertThat(Api.text(reply)).isEqualTo("{\"home\":1}");
        assertThat(api.last().target()).isEqualTo("/v1/y?a=1");
        assertThat(api.last().header("Authorization")).containsExactly("Bearer t0ken-1");
        assertThat(api.last().header("X-Note")).containsExactly("n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/",
                "/v12/x",
                "/v1/../admin",
                "/v1/%2e%2e/admin",
                "BASE/admin",
                "//127.0.0.1:PORT/admin",
                "http://user:pw@files.example:FILES/",
                "ftp://files.example/",
                "file:///etc/passwd",
                "jar:file:/a!/b",
                "gopher://files.example/",
                "http:///x",
                "not a place",
                "\\\\host\\share"
            })
    void a_redirect_elsewhere_is_told_and_not_followed(String location) {
        apiRedirects(
                302,
                location.replace("BASE", base())
                        .replace("PORT", "" + api.port())
                        .replace("FILES", "" + files.port()));
        Reply reply = get();
        assertThat(reply.failed()).isTrue();
        assertThat(reply.status()).isEqualTo(302);
        assertThat(Api.text(reply)).contains("It redirects", "was not sent");
        assertThat(api.requests).hasSize(1);
        assertThat(files.requests).isEmpty();
    }

    @Test
    void a_place_that_only_an_operators_exception_opens_is_no_place_to_be_redirected_to() throws IOException {
        try (var inside = new RawUpstream()) {
            var guard = new AddressGuard(Set.of(api.address(), inside.address()));
            try (var both = new UpstreamClient(guard, UpstreamLimits.DEFAULT)) {
                apiRedirects(302, "http://127.0.0.1:" + inside.port() + "/secrets");
                Operation bound = Api.executor(both).bind(Api.server(base() + "/v1"), Api.tool(Api.get("/x")));
                Reply reply = Api.reply(bound.send(Api.request(bound, Api.json("{}")), Map.of(), TOKEN));
                assertThat(reply.status()).isEqualTo(302);
                assertThat(inside.requests).isEmpty();
            }
        }
    }

    @Test
    void a_redirect_to_an_address_inside_is_refused_where_it_is_dialled() {
        apiRedirects(302, "http://169.254.169.254/latest/meta-data");
        Operation bound = Api.executor(client).bind(Api.server(base() + "/v1"), Api.tool(Api.get("/x")));
        assertThat(Api.failure(bound.send(Api.request(bound, Api.json("{}")), Map.of(), TOKEN)))
                .satisfies(failed -> {
                    assertThat(failed.problem()).contains("public addresses only");
                    assertThat(failed.sent()).isTrue();
                });
    }

    @Test
    void a_chain_ends_after_three_redirects() {
        api.answers((request, out) -> out.write(redirect(302, "/v1/x" + api.requests.size())));
        assertThat(get().status()).isEqualTo(302);
        assertThat(api.requests).hasSize(4);
    }

    @Test
    void whoever_left_the_api_does_not_come_back_with_its_credential() {
        apiRedirects(302, elsewhere("/bounce"));
        files.answers(redirect(302, base() + "/v1/x?again"));
        assertThat(get().status()).isEqualTo(302);
        assertThat(api.requests).hasSize(1);
        assertThat(files.requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_call_that_changes_something_is_never_redirected(int status) {
        api.answers(redirect(status, elsewhere("/x")));
        Reply reply = call(Api.post("application/json", null), "{}", TOKEN);
        assertThat(reply.failed()).isTrue();
        assertThat(Api.text(reply)).contains("redirects to files.example").doesNotContain("/x\n");
        assertThat(files.requests).isEmpty();
        assertThat(api.requests).hasSize(1);
    }

    @Test
    void nothing_goes_from_a_secure_address_to_one_that_is_not() {
        var secure = new Hop(URI.create("https://api.example.com/v1/x"), true);
        var base = new Hop(URI.create("https://api.example.com/v1"), true);
        assertThat(secure.next("http://files.example.com/x", base)).isNull();
        assertThat(secure.next("http://api.example.com/v1/x", base)).isNull();
        assertThat(secure.next("https://files.example.com/x", base).trusted()).isFalse();
        assertThat(secure.next("https://API.example.com:443/v1/y", base).trusted())
                .isTrue();
        assertThat(secure.next("https://api.example.com:8443/v1/y", base).trusted())
                .isFalse();
        assertThat(secure.next("https://api.example.com.evil.example/v1/y", base)
                        .trusted())
                .isFalse();
    }
}
