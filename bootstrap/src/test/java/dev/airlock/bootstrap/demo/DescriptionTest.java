package dev.airlock.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What an agent reads is complete and true. */
class DescriptionTest {
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
    void every_described_operation_has_a_desk_and_every_desk_is_described() {
        var described = shop.contract.operations().stream().map(Operation::id);

        assertThat(described)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        Desks.of(new Shop(InstantSource.fixed(ShopVisit.NOW))).keySet());
    }

    @TestFactory
    Stream<DynamicTest> every_operation_says_what_it_does_and_how_to_call_it() {
        return operations(node -> {
            assertThat(node.path("operationId").asText()).matches("[a-z][A-Za-z]+");
            assertThat(node.path("summary").asText()).isNotBlank();
            assertThat(node.path("description").asText()).isNotBlank().endsWith(".");
            node.path("parameters")
                    .forEach(parameter -> assertThat(shop.contract
                                    .resolve(parameter)
                                    .path("description")
                                    .asText())
                            .isNotBlank());
        });
    }

    @TestFactory
    Stream<DynamicTest> every_example_fits_its_schema() {
        return operations(node -> {
            var contents = new ArrayList<JsonNode>(List.of(node.at("/requestBody/content/application~1json")));
            node.path("responses")
                    .forEach(response ->
                            shop.contract.resolve(response).path("content").forEach(contents::add));
            contents.stream()
                    .filter(content -> content.has("example"))
                    .forEach(content -> assertThat(SchemaCheck.faults(
                                    "", content.path("schema"), content.path("example"), shop.contract::resolve))
                            .isEmpty());
            assertThat(contents.getFirst().has("example")).isEqualTo(node.has("requestBody"));
        });
    }

    @TestFactory
    Stream<DynamicTest> every_operation_wants_the_key() {
        return served((operation, path) -> {
            var answer = shop.withoutKey(operation.method().toUpperCase(Locale.ROOT), path);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
                    .hasValue("Bearer");
        });
    }

    @TestFactory
    Stream<DynamicTest> every_operation_names_a_parameter_that_it_does_not_know() {
        return served((operation, path) -> {
            var answer = shop.call(operation.method().toUpperCase(Locale.ROOT), path + "?colour=blue", "{}");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("colour");
        });
    }

    @TestFactory
    Stream<DynamicTest> every_body_is_refused_if_it_is_not_json_or_too_large_or_has_an_unknown_field() {
        return served((operation, path) -> {
            var method = operation.method().toUpperCase(Locale.ROOT);
            if (operation.takesBody()) {
                assertThat(shop.call(method, path, "{\"half").status()).isEqualTo(400);
                assertThat(shop.call(method, path, "{} {}").status()).isEqualTo(400);
                assertThat(shop.call(method, path, " ".repeat(65_537)).status()).isEqualTo(413);
                var unknown = shop.call(method, path, "{\"colour\":\"blue\"}");
                assertThat(unknown.status()).isEqualTo(422);
                assertThat(unknown.json().path("errors").findValuesAsText("field"))
                        .contains("colour");
            }
        });
    }

    @Test
    void the_document_names_the_address_where_it_is_served() {
        var published = shop.undescribed("GET", "/openapi.json", "none");

        assertThat(published.text()).isEqualTo(shop.api.openApiDocument());
        assertThat(published.json().at("/servers/0/url").asText())
                .isEqualTo(shop.api.baseUrl().toString());
        assertThat(published.json().path("openapi").asText()).isEqualTo("3.1.0");
    }

    private interface Check {
        void of(Operation operation, String path);
    }

    private Stream<DynamicTest> served(Check check) {
        return shop.contract.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(
                        operation.id(),
                        () -> check.of(operation, operation.path().text().replaceAll("\\{.*?}", "any"))));
    }

    private Stream<DynamicTest> operations(Consumer<JsonNode> check) {
        return shop.contract.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(
                        operation.id(),
                        () -> check.accept(shop.document
                                .path("paths")
                                .path(operation.path().text())
                                .path(operation.method()))));
    }
}
