package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.oauth.ClientDocuments.Fetched;
import dev.airlock.domain.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents whose addresses strangers choose. */
class FetchedClientDocumentsTest {
    private static final String JSON = "Content-Type: application/json\r\n";

    private Wire wire;
    private FetchedClientDocuments documents;

    @BeforeEach
    void open() throws IOException {
        wire = new Wire();
        documents = new FetchedClientDocuments(wire.client);
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
    }

    private Fetched fetch() {
        return documents.fetch(URI.create("http://127.0.0.1:" + wire.upstream.port() + "/client.json?v=1"));
    }

    private String problem() {
        return ((Fetched.Failed) fetch()).problem();
    }

    private void answers(String status, String headers, String body) {
        wire.upstream.answers(RawUpstream.response(status, headers, body));
    }

    @Test
    void a_document_is_read_and_nobody_is_told_who_reads_it() {
        answers("200 OK", JSON, "{\"client_id\":\"x\"}");

        assertThat(fetch())
                .isEqualTo(
                        new Fetched.Document(Json.object().put("client_id", "x").build(), Duration.ZERO));
        assertThat(wire.upstream.last().target()).isEqualTo("/client.json?v=1");
        assertThat(wire.upstream.last().headerLines())
                .allMatch(line -> line.matches("(?i)(host|accept|accept-encoding|user-agent|connection): .*"));
    }

    @ParameterizedTest
    @CsvSource({
        "max-age=600, 600",
        "'public, max-age=86400, must-revalidate', 86400",
        "'MAX-AGE=\"60\"', 60",
        "'s-maxage=9', 0",
        "'no-store, max-age=600', 0",
        "'no-cache, max-age=600', 0",
        "max-age=, 0",
        "max-age=-1, 0"
    })
    void it_is_kept_as_long_as_its_server_allows(String cacheControl, long seconds) {
        answers("200 OK", JSON + "Cache-Control: " + cacheControl + "\r\n", "{}");

        assertThat(fetch()).isEqualTo(new Fetched.Document(Json.Obj.EMPTY, Duration.ofSeconds(seconds)));
    }

    @Test
    void a_redirect_leads_nowhere() throws IOException {
        try (var elsewhere = new RawUpstream()) {
            answers("302 Found", "Location: http://127.0.0.1:" + elsewhere.port() + "/\r\n", "");

            assertThat(problem()).contains("302", "not followed");
            assertThat(elsewhere.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404 Not Found, application/json, {}, 404 Not Found",
        "200 OK, text/html, {}, application/json",
        "200 OK, text/plain, {}, application/json",
        "200 OK, application/json, [], object",
        "200 OK, application/json, <html>, JSON"
    })
    void what_is_no_document_is_refused(String status, String type, String body, String problem) {
        answers(status, "Content-Type: " + type + "\r\n", body);

        assertThat(problem()).contains(problem);
    }

    @Test
    void a_document_over_the_limit_is_refused_and_not_read_to_its_end() {
        wire.upstream.answers((request, out) -> {
            out.write(("HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 104857600\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                out.write(megabyte);
            }
        });

        assertThat(problem()).contains("larger than 64 KiB");
    }

    @Test
    void a_document_that_never_comes_is_not_waited_for() {
        wire.upstream.answers((request, out) -> wire.upstream.dropped.await());

        assertThat(problem()).isEqualTo("no public address gave an answer within 5 s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/client.json",
                "https://169.254.169.254/latest/client.json",
                "https://[::ffff:7f00:1]/client.json",
                "https://[::1]/client.json",
                "https://10.0.0.7/client.json",
                "https://rebinding.example/client.json",
                "https://nobody.example/client.json"
            })
    void no_address_that_is_not_public_is_dialled_and_the_refusal_tells_nothing_of_it(String address) {
        var guard = new AddressGuard(Set.of(), host -> switch (host) {
            case "rebinding.example" ->
                new InetAddress[] {InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("127.0.0.1")};
            case "nobody.example" -> throw new UnknownHostException(host);
            default -> new InetAddress[] {InetAddress.ofLiteral(host)};
        });
        var dialled = new AtomicInteger();
        try (var client = new UpstreamClient(guard, UpstreamLimits.DEFAULT, proxy -> {
            dialled.incrementAndGet();
            throw new IOException("these tests dial nobody");
        })) {
            assertThat(new FetchedClientDocuments(client).fetch(URI.create(address)))
                    .isEqualTo(new Fetched.Failed("no public address gave an answer within 5 s"));
        }
        assertThat(dialled).hasValue(0);
    }
}
