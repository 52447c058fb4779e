package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.server.ApiDescriptions.Fetch;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFetcherTest {
    private Wire wire;
    private DocumentFetcher fetcher;

    @BeforeEach
    void open() throws IOException {
        wire = new Wire();
        fetcher = new DocumentFetcher(wire.client, wire.guard);
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
    }

    private Fetch fetch(String path) {
        return fetcher.fetch(URI.create("http://127.0.0.1:" + wire.upstream.port() + path));
    }

    private String problem(String path) {
        return ((Fetch.Failed) fetch(path)).problem();
    }

    @Test
    void a_document_is_fetched_without_a_credential() {
        wire.upstream.answers(RawUpstream.response("200 OK", "Content-Type: text/yaml\r\n", "openapi: 3.1.0"));
        assertThat(fetch("/openapi.yaml?v=1#top"))
                .isInstanceOfSatisfying(
                        Fetch.Fetched.class,
                        fetched -> assertThat(new String(fetched.document(), StandardCharsets.UTF_8))
                                .isEqualTo("openapi: 3.1.0"));
        assertThat(wire.upstream.last().target()).isEqualTo("/openapi.yaml?v=1");
        assertThat(wire.upstream.last().header("Authorization")).isEmpty();
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        try (var elsewhere = new RawUpstream()) {
            String location = "http://127.0.0.1:" + elsewhere.port() + "/x";
            wire.upstream.answers(RawUpstream.response("302 Found", "Location: " + location + "\r\n", ""));
            assertThat(problem("/")).contains(location, "not followed");
            assertThat(elsewhere.requests).isEmpty();
        }
    }

    @Test
    void a_failure_names_its_status() {
        wire.upstream.answers(RawUpstream.response("404 Not Found", "", ""));
        assertThat(problem("/")).isEqualTo("the address answered 404 Not Found");
    }

    @Test
    void a_document_over_the_limit_is_refused() {
        wire.upstream.answers((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 209715200\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                out.write(megabyte);
            }
        });
        assertThat(problem("/")).contains("larger than 32 MiB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/openapi.json",
                "http://169.254.169.254/latest/meta-data",
                "http://[::ffff:7f00:1]/",
                "http://2130706433/",
                "file:///etc/passwd",
                "jar:file:/a!/b",
                "ftp://93.184.215.14/x",
                "http://user:pw@93.184.215.14/",
                "http:///x"
            })
    void an_address_inside_is_not_fetched(String address) {
        assertThat(fetcher.fetch(URI.create(address))).isInstanceOf(Fetch.Failed.class);
    }
}
