package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.upstream.http.CallMatrix.BodyRow;
import dev.airlock.upstream.http.CallMatrix.CredentialRow;
import dev.airlock.upstream.http.CallMatrix.ParameterRow;
import dev.airlock.upstream.http.RawUpstream.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What leaves is what the specification shows, byte for byte; {@code docs/calls.md} shows the same table to people. */
class CallMatrixTest {
    private static final Pattern BOUNDARY = Pattern.compile("airlock-[0-9a-f]{32}");
    private static final Path PAGE = Path.of("..", "docs", "calls.md");
    private static final Path WRITTEN = Path.of("target", "calls.md");
    private static final String BEGIN = "<!-- The matrix: written by CallMatrixTest. -->\n";

    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        wire = new Wire();
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
    }

    @TestFactory
    Stream<DynamicTest> a_parameter_leaves_as_the_specification_shows() {
        return CallMatrix.parameters().stream()
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    Api.reply(wire.call(row.operation(), "{\"color\":" + row.argument() + "}", null));
                    Recorded sent = wire.upstream.last();
                    List<String> lines = switch (row.in()) {
                        case PATH, QUERY -> List.of(sent.target());
                        case HEADER, COOKIE -> sent.headerLines();
                    };
                    assertThat(lines).contains(row.wire());
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_body_leaves_as_its_media_type_demands() {
        return CallMatrix.bodies().stream()
                .map(row -> DynamicTest.dynamicTest(row.title(), () -> {
                    Api.reply(wire.call(
                            new HttpOperation("POST", "/things", List.of(), row.body()), row.arguments(), null));
                    Recorded sent = wire.upstream.last();
                    String type = sent.header("Content-Type").getFirst();
                    String parts = BOUNDARY.matcher(sent.text()).replaceAll("airlock-BOUNDARY");
                    boolean multipart = type.startsWith("multipart/");
                    assertThat("Content-Type: " + BOUNDARY.matcher(type).replaceAll("airlock-BOUNDARY") + "\n\n"
                                    + (multipart ? parts.replace("\r\n", "\n") : sent.text()))
                            .isEqualTo(row.wire());
                    assertThat(multipart
                                    && Pattern.compile("(?<!\r)\n")
                                            .matcher(parts)
                                            .find())
                            .isFalse();
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_credential_leaves_where_its_kind_belongs() {
        return CallMatrix.credentials().stream()
                .map(row -> DynamicTest.dynamicTest(row.title(), () -> {
                    Api.reply(wire.call(Api.get("/things"), "{}", row.credential()));
                    assertThat(wire.upstream.last().head().lines()).containsAll(row.wire());
                }));
    }

    @Test
    void the_page_of_the_documentation_shows_this_matrix() throws IOException {
        String page = Files.readString(PAGE);
        String current = page.substring(0, page.indexOf(BEGIN)) + BEGIN + matrix();
        Files.writeString(WRITTEN, current);
        assertThat(page)
                .as("docs/calls.md shows another matrix; copy adapters-upstream/target/calls.md over it")
                .isEqualTo(current);
    }

    private static String matrix() {
        var page = new StringBuilder("\n### Parameters\n\n| in | style | explode | argument `color` | on the wire |\n")
                .append("| --- | --- | --- | --- | --- |\n");
        for (ParameterRow row : CallMatrix.parameters()) {
            page.append("| ")
                    .append(lower(row.in().name()))
                    .append(" | ")
                    .append(
                            row.style() == HttpOperation.Style.JSON
                                    ? "`content`: JSON"
                                    : camel(row.style().name()))
                    .append(" | ")
                    .append(row.explode())
                    .append(" | ")
                    .append(code(row.argument()))
                    .append(" | ")
                    .append(code(row.wire()))
                    .append(" |\n");
        }
        page.append("\n### Bodies\n");
        for (BodyRow row : CallMatrix.bodies()) {
            page.append("\n**")
                    .append(row.title())
                    .append("**, from ")
                    .append(code(row.arguments()))
                    .append("\n```\n")
                    .append(visible(row.wire()))
                    .append("\n```\n");
        }
        page.append("\n### Credentials\n\n| kind | on the wire |\n| --- | --- |\n");
        for (CredentialRow row : CallMatrix.credentials()) {
            page.append("| ")
                    .append(row.title())
                    .append(" | ")
                    .append(row.wire().stream().map(CallMatrixTest::code).collect(Collectors.joining("<br>")))
                    .append(" |\n");
        }
        return page.toString();
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String visible(String wire) {
        var out = new StringBuilder();
        wire.stripTrailing()
                .chars()
                .forEach(c -> out.append(c < ' ' && c != '\n' ? "\\x0" + c : Character.toString(c)));
        return out.toString();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String camel(String style) {
        String lower = lower(style);
        int underscore = lower.indexOf('_');
        return underscore < 0
                ? lower
                : lower.substring(0, underscore)
                        + Character.toUpperCase(lower.charAt(underscore + 1))
                        + lower.substring(underscore + 2);
    }
}
