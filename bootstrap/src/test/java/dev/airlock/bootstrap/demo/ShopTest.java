package dev.airlock.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A visit to every desk. {@link ShopVisit} checks each answer against the description on the way. */
class ShopTest {
    private static final String VEST =
            "{\"sku\":\"VEST-KIDS\",\"name\":\"Life jacket, children\",\"category\":\"safety\",\"price\":59.5}";

    private ShopVisit shop;

    @BeforeEach
    void open() throws IOException {
        shop = new ShopVisit();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void every_documented_status_of_every_operation_is_really_answered() {
        visitOffice();
        visitProducts();
        visitCustomers();
        visitOrders();
        visitRefunds();
        fillTheShop();

        var documented = new TreeSet<String>();
        shop.document
                .path("paths")
                .forEach(path -> path.forEach(operation -> operation
                        .path("responses")
                        .fieldNames()
                        .forEachRemaining(status ->
                                documented.add(operation.path("operationId").asText() + " " + status))));
        // Refused for every operation alike, and tried for every one in DescriptionTest.
        documented.removeIf(status -> status.matches(".* (400|401|413)"));
        shop.seen.removeIf(status -> status.matches(".* (400|401|413)"));
        assertThat(shop.seen).containsExactlyElementsOf(documented);
    }

    private void visitOffice() {
        assertThat(shop.get("/status").json().path("today").asText()).isEqualTo("2026-03-06");
        assertThat(shop.get("/reports/sales?from=2026-01-01&to=2026-03-06&seconds=0")
                        .json()
                        .path("orders")
                        .asInt())
                .isEqualTo(13);
        assertThat(shop.post("/ledger/sync", "").status()).isEqualTo(500);
    }

    private void visitProducts() {
        assertThat(shop.get("/products").json().path("total").asInt()).isEqualTo(12);
        assertThat(shop.get("/products/ROPE-10MM").json().path("price").decimalValue())
                .isEqualByComparingTo("48.50");
        assertThat(shop.get("/products/NOPE").status()).isEqualTo(404);
        assertThat(shop.post("/products", VEST).status()).isEqualTo(201);
        assertThat(shop.post("/products", VEST).status()).isEqualTo(409);
        assertThat(fieldOf(shop.post("/products", VEST.replace("59.5", "59.555"))))
                .isEqualTo("price");
        assertThat(shop.patch("/products/VEST-KIDS", "{\"price\":49.9}")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Life jacket, children");
        assertThat(fieldOf(shop.patch("/products/VEST-KIDS", "{\"price\":0.001}")))
                .isEqualTo("price");
        assertThat(shop.patch("/products/NOPE", "{\"price\":1}").status()).isEqualTo(404);
        assertThat(adjust("VEST-KIDS", 5).json().path("stock").asInt()).isEqualTo(5);
        assertThat(adjust("VEST-KIDS", -6).json().path("detail").asText()).contains("delta must be from -5 to 99995");
        assertThat(adjust("NOPE", 1).status()).isEqualTo(404);
        assertThat(shop.get("/products/NOPE/sales.png").status()).isEqualTo(404);
        assertThat(shop.get("/products/ROPE-10MM/sales.png").status()).isEqualTo(200);
        assertThat(shop.delete("/products/VEST-KIDS").status()).isEqualTo(204);
        assertThat(shop.delete("/products/VEST-KIDS").status()).isEqualTo(404);
        assertThat(shop.delete("/products/ROPE-10MM").json().path("detail").asText())
                .contains("ord-1012");
    }

    private void visitCustomers() {
        assertThat(shop.get("/customers?city=bergen").json().path("total").asInt())
                .isEqualTo(2);
        assertThat(shop.get("/customers/cus-9").status()).isEqualTo(404);
        assertThat(shop.patch("/customers/cus-1", "{\"phone\":\"+4755509999\"}")
                        .json()
                        .path("phone")
                        .asText())
                .isEqualTo("+4755509999");
        assertThat(fieldOf(shop.patch("/customers/cus-1", "{\"email\":\"nobody\"}")))
                .isEqualTo("email");
        assertThat(fieldOf(shop.patch("/customers/cus-1", "{}"))).isEqualTo("body");
        assertThat(shop.patch("/customers/cus-9", "{\"city\":\"Oslo\"}").status())
                .isEqualTo(404);
        assertThat(shop.get("/customers/cus-1").json().path("phone").asText()).isEqualTo("+4755509999");
    }

    private void visitOrders() {
        assertThat(shop.get("/orders").json().at("/items/0/id").asText()).isEqualTo("ord-1014");
        assertThat(shop.get("/orders/ord-1").status()).isEqualTo(404);
        assertThat(shop.get("/orders/ord-1012").json().path("total").decimalValue())
                .isEqualByComparingTo("371.00");
        assertThat(shop.get("/orders/ord-1012/packing-slip").text())
                .contains("Nordlys Sailing School", "6 x ROPE-10MM");
        assertThat(shop.get("/orders/ord-1/packing-slip").status()).isEqualTo(404);
        assertThat(ship("ord-1012", "").json().path("status").asText()).isEqualTo("shipped");
        assertThat(ship("ord-1012", "").status()).isEqualTo(409);
        assertThat(fieldOf(ship("ord-1013", ",\"shipOn\":\"2026-03-05\""))).isEqualTo("shipOn");
        assertThat(ship("ord-1", "").status()).isEqualTo(404);
        assertThat(shop.post("/orders/ord-1013/cancellation", "")
                        .json()
                        .path("refunded")
                        .decimalValue())
                .isEqualByComparingTo("64.00");
        assertThat(shop.post("/orders/ord-1013/cancellation", "").status()).isEqualTo(409);
        assertThat(shop.post("/orders/ord-1/cancellation", "").status()).isEqualTo(404);
        assertThat(place("VHF-HAND", 2, "refit").status()).isEqualTo(201);
        assertThat(place("VHF-HAND", 2, "refit").status()).isEqualTo(200);
        assertThat(shop.get("/products/VHF-HAND").json().path("stock").asInt()).isEqualTo(20);
        assertThat(fieldOf(place("PAINT-BLUE", 1, "paint"))).isEqualTo("lines[0].quantity");
    }

    private void visitRefunds() {
        var refund = refund("ord-1012", "120.50");
        assertThat(refund.json().path("id").asText()).isEqualTo("ref-1012-1");
        assertThat(refund("ord-1012", "250.51").json().path("detail").asText())
                .contains("amount must be at most 250.50");
        assertThat(refund("ord-1013", "1").status()).isEqualTo(409);
        assertThat(refund("ord-1", "1").status()).isEqualTo(404);
        assertThat(shop.get("/orders/ord-1012/refunds").json().path("items").size())
                .isEqualTo(1);
        assertThat(shop.get("/orders/ord-1/refunds").status()).isEqualTo(404);
    }

    private void fillTheShop() {
        for (int placed = 15; placed < Shop.MOST_ORDERS; placed++) {
            assertThat(place("CHAIN-8MM", 1, "chain-" + placed).status()).isEqualTo(201);
        }
        assertThat(place("CHAIN-8MM", 1, "one too many").status()).isEqualTo(409);
    }

    @Test
    void the_catalogue_is_filtered_and_cut_into_pages() {
        var page = shop.get("/products?category=ropes&category=safety&maxPrice=70&inStock=true&limit=2")
                .json();

        assertThat(page.path("items").findValuesAsText("sku")).containsExactly("FLARE-SET", "ROPE-10MM");
        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("nextOffset").asInt()).isEqualTo(2);
        var last = shop.get("/products?category=ropes&category=safety&maxPrice=70&inStock=true&limit=2&offset=2")
                .json();
        assertThat(last.path("items").findValuesAsText("sku")).containsExactly("SHEET-8MM");
        assertThat(last.has("nextOffset")).isFalse();
        assertThat(shop.get("/products?query=rope").json().path("total").asInt())
                .isEqualTo(2);
        assertThat(shop.get("/products?inStock=false").json().at("/items/0/sku").asText())
                .isEqualTo("PAINT-BLUE");
    }

    @Test
    void orders_are_filtered_by_state_customer_and_day() {
        var page = shop.get("/orders?status=placed&status=cancelled&placedFrom=2026-02-15&placedTo=2026-03-04")
                .json();

        assertThat(page.path("items").findValuesAsText("id")).containsExactly("ord-1012", "ord-1011", "ord-1006");
        assertThat(shop.get("/orders?customerId=cus-6").json().path("total").asInt())
                .isEqualTo(2);
    }

    @Test
    void each_bad_parameter_is_named_with_what_would_be_right() {
        assertThat(shop.get("/products?limit=51").json().path("detail").asText())
                .isEqualTo("limit must be at most 50");
        assertThat(shop.get("/products?limit=ten&inStock=yes")
                        .json()
                        .path("detail")
                        .asText())
                .isEqualTo("inStock must be true or false; limit must be an integer");
        assertThat(shop.get("/products?category=sails").json().path("detail").asText())
                .isEqualTo("category[0] must be one of ropes, anchoring, paint, safety, electronics");
        assertThat(shop.get("/products?limit=1&limit=2").json().path("detail").asText())
                .isEqualTo("limit must be given once");
        assertThat(shop.get("/reports/sales?from=2026-02-30")
                        .json()
                        .path("detail")
                        .asText())
                .isEqualTo("from must be a date such as 2026-02-28; to is required");
        assertThat(shop.get("/reports/sales?from=2026-02-02&to=2026-02-01")
                        .json()
                        .path("detail")
                        .asText())
                .isEqualTo("to must not be before from, 2026-02-02");
    }

    @Test
    void an_order_that_cannot_be_filled_names_every_line_and_takes_nothing() {
        var answer = shop.post("/orders", """
                {"customerId":"cus-9","lines":[{"sku":"VHF-HAND","quantity":1},{"sku":"VHF-HAND","quantity":1},
                 {"sku":"NOPE","quantity":1}]}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("field"))
                .containsExactly("customerId", "lines[1].sku", "lines[2].sku");
        assertThat(shop.get("/products/VHF-HAND").json().path("stock").asInt()).isEqualTo(22);
    }

    @Test
    void an_order_never_has_more_than_twenty_refunds() {
        for (int paid = 0; paid < 20; paid++) {
            assertThat(refund("ord-1001", "0.01").status()).isEqualTo(201);
        }

        assertThat(refund("ord-1001", "0.01").status()).isEqualTo(409);
    }

    @Test
    void the_catalogue_never_holds_more_than_two_hundred_products() {
        for (int held = 12; held < Shop.MOST_PRODUCTS; held++) {
            assertThat(shop.post("/products", VEST.replace("VEST-KIDS", "VEST-" + held))
                            .status())
                    .isEqualTo(201);
        }

        assertThat(shop.post("/products", VEST).json().path("detail").asText()).contains("The shop is full");
    }

    @Test
    void the_chart_is_a_picture_with_a_bar_on_each_day_of_a_sale() throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(
                shop.get("/products/ROPE-10MM/sales.png").response().body()));

        assertThat(picture.getWidth()).isEqualTo(240);
        assertThat(picture.getHeight()).isEqualTo(80);
        assertThat(picture.getRaster().getSample((29 - 7) * 8, 40, 0))
                .as("seven days ago")
                .isEqualTo(70);
        assertThat(picture.getRaster().getSample((29 - 8) * 8, 40, 0))
                .as("eight days ago")
                .isEqualTo(255);
    }

    @Test
    void a_path_is_taken_apart_before_it_is_decoded() {
        assertThat(shop.get("/products/..%2Forders").json().path("detail").asText())
                .contains("no product ../orders");
        assertThat(shop.undescribed("GET", "/products/../orders", "Bearer " + ShopVisit.KEY)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void what_is_not_served_says_what_is() {
        var key = "Bearer " + ShopVisit.KEY;

        assertThat(shop.undescribed("GET", "/yachts", key).status()).isEqualTo(404);
        var put = shop.undescribed("PUT", "/products/ROPE-10MM", key);
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.response().headers().firstValue("Allow")).hasValue("DELETE, GET, PATCH");
        assertThat(shop.undescribed("GET", "/status", "Bearer harbour-keys").status())
                .isEqualTo(401);
    }

    private ShopVisit.Answer adjust(String sku, int delta) {
        return shop.post(
                "/products/" + sku + "/stock-adjustments", "{\"delta\":%d,\"reason\":\"COUNTED\"}".formatted(delta));
    }

    private ShopVisit.Answer ship(String orderId, String more) {
        return shop.post("/orders/" + orderId + "/shipment", "{\"carrier\":\"PICK_UP\"%s}".formatted(more));
    }

    private ShopVisit.Answer place(String sku, int quantity, String key) {
        var body = "{\"customerId\":\"cus-2\",\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}]}".formatted(sku, quantity);
        return shop.call("POST", "/orders", body, "Idempotency-Key", key);
    }

    private ShopVisit.Answer refund(String orderId, String amount) {
        return shop.post(
                "/orders/" + orderId + "/refunds", "{\"amount\":%s,\"reason\":\"GOODWILL\"}".formatted(amount));
    }

    private static String fieldOf(ShopVisit.Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        JsonNode field = answer.json().at("/errors/0/field");
        return field.asText();
    }
}
