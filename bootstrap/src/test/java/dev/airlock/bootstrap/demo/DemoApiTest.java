package dev.airlock.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DemoApiTest {
    private static final InstantSource CLOCK = InstantSource.fixed(ShopVisit.NOW);

    @Test
    void closing_the_shop_ends_a_slow_report_at_once() throws Exception {
        var shop = DemoApi.start(0, ShopVisit.KEY, CLOCK);
        try (var client = HttpClient.newHttpClient()) {
            var report = client.sendAsync(
                    request(shop, "/reports/sales?from=2026-01-01&to=2026-02-01&seconds=120"), BodyHandlers.ofString());
            var status = client.send(request(shop, "/status"), BodyHandlers.ofString());

            assertThat(status.statusCode()).as("others are served meanwhile").isEqualTo(200);
            assertThat(report).isNotDone();
            shop.close();
            assertThatThrownBy(() -> report.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void a_restart_forgets_everything() throws Exception {
        try (var shop = new ShopVisit()) {
            assertThat(shop.delete("/products/CHAIN-8MM").status()).isEqualTo(409);
            assertThat(shop.delete("/products/PAINT-RED").status()).isEqualTo(204);
        }
        try (var shop = new ShopVisit()) {
            assertThat(shop.get("/products/PAINT-RED").status()).isEqualTo(200);
        }
    }

    @Test
    void it_refuses_to_start_without_a_key() {
        assertThatThrownBy(() -> DemoApi.start(0, " ", CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key");
    }

    @Test
    void it_listens_on_the_port_asked_for_and_only_on_loopback() throws Exception {
        try (var first = DemoApi.start(0, ShopVisit.KEY, CLOCK)) {
            assertThat(first.baseUrl().getHost()).isEqualTo("127.0.0.1");
            int port = first.baseUrl().getPort();
            assertThatThrownBy(() -> DemoApi.start(port, ShopVisit.KEY, CLOCK)).isInstanceOf(IOException.class);
        }
    }

    private static HttpRequest request(DemoApi shop, String path) {
        return HttpRequest.newBuilder(URI.create(shop.baseUrl() + path))
                .header("Authorization", "Bearer " + ShopVisit.KEY)
                .build();
    }
}
