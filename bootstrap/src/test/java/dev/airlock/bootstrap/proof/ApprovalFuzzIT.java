package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.bootstrap.browser.Chromium;
import dev.airlock.bootstrap.browser.Visitor;
import dev.airlock.bootstrap.fixture.Recorded;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** what an agent asked for, what a person reads on the page, what is stored and what arrives are the same, {@code -Dairlock.approvals.fuzz} times. */
final class ApprovalFuzzIT {
    private static final int SETS = Integer.getInteger("airlock.approvals.fuzz", 60);
    private static final long SEED = Long.getLong("airlock.approvals.seed", 4711);
    private static final String DOCUMENT = ApprovalApi.document("""
              /open:
                post:
                  operationId: open
                  requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {first: {}}}}}}
                  responses: {'200': {description: Done}}
              /placed/{where}:
                post:
                  operationId: placed
                  parameters:
                  - {name: where, in: path, required: true, schema: {type: string}}
                  - {name: query, in: query, schema: {type: string}}
                  - {name: note, in: header, schema: {type: string}}
                  requestBody: {required: true, content: {text/plain: {schema: {type: string}}}}
                  responses: {'200': {description: Done}}
              /bytes:
                post:
                  operationId: bytes
                  requestBody: {required: true, content: {application/octet-stream: {schema: {type: string, format: binary}}}}
                  responses: {'200': {description: Done}}
            """);

    private final FuzzedArguments fuzz = new FuzzedArguments(SEED);

    @Test
    void what_is_asked_for_shown_stored_and_sent_is_the_same() throws Exception {
        try (var ground = new ApprovalGround("approvals-fuzzed", DOCUMENT);
                ServeRun node = ground.node("node");
                Chromium chromium = Chromium.start();
                Visitor ada = chromium.visitorWithoutScripts(node.address())) {
            nothingIsStoredThatCanBeReadInTwoWays(ground, node);
            ada.open("/sign-in");
            ada.fill("E-mail address", ApprovalApi.ADA);
            ada.fill("Password", Commands.PASSWORD);
            ada.press("Sign in");
            long bytes = 0;
            for (int set = 0; set < SETS; set++) {
                String tool = List.of("open", "open", "placed", "bytes").get(set % 4);
                bytes += isTheSame(ground, node, ada, tool, arguments(tool), set);
            }
            Files.writeString(
                    ground.report(),
                    "%d sets of arguments of seed %d, %d bytes of bodies%n".formatted(SETS, SEED, bytes));
        }
    }

    private Json.Obj arguments(String tool) {
        return switch (tool) {
            case "open" -> fuzz.object();
            case "placed" ->
                Json.object()
                        .put("where", "at" + fuzz.shortText().replaceAll("\\p{Cc}", ""))
                        .put("query", fuzz.shortText())
                        .put("note", fuzz.printable())
                        .put("body", fuzz.text())
                        .build();
            default ->
                Json.object()
                        .put(
                                "body",
                                Json.object()
                                        .put("base64", Base64.getEncoder().encodeToString(fuzz.bytes()))
                                        .build())
                        .build();
        };
    }

    private int isTheSame(
            ApprovalGround ground, ServeRun node, Visitor ada, String tool, Json.Obj arguments, int before)
            throws Exception {
        String name = "set " + before + " of seed " + SEED;
        String id = ground.ask(node, tool, fuzz.written(arguments));
        ApprovalGround.Stored stored = ground.stored(id);
        ada.open("/approvals/" + id + "?unfold=all");
        ShownRequest shown = ShownRequest.on(ada.page());
        assertThat(ground.upstream.requests()).as("nothing is sent unasked").hasSize(before);
        ada.press("Approve");
        Recorded sent =
                ground.upstream.awaitRequests(before + 1, Duration.ofMinutes(1)).getLast();

        assertThat(shown.hidden()).as(name).isZero();
        assertThat(shown.arguments()).as(name).isEqualTo(arguments);
        assertThat(JsonReader.read(stored.arguments().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(arguments);
        assertThat(sent.method()).isEqualTo(shown.method()).isEqualTo(stored.method());
        assertThat(ground.relay.baseUrl() + sent.target())
                .isEqualTo(shown.url())
                .isEqualTo(stored.url());
        shown.headers()
                .forEach((header, value) -> assertThat(sent.header(header)).hasValue(value));
        assertThat(sent.body()).as(name).isEqualTo(shown.body()).isEqualTo(stored.body());
        assertThat(shown.note()).contains("%,d bytes".formatted(sent.body().length));
        isWhatWasAskedFor(tool, arguments, sent);
        return sent.body().length;
    }

    private static void isWhatWasAskedFor(String tool, Json.Obj arguments, Recorded sent) throws Exception {
        switch (tool) {
            case "open" -> assertThat(JsonReader.read(sent.body())).isEqualTo(arguments);
            case "placed" -> {
                assertThat(sent.bodyText()).isEqualTo(arguments.text("body"));
                assertThat(sent.header("note")).hasValue(arguments.text("note"));
            }
            default ->
                assertThat(Base64.getEncoder().encodeToString(sent.body()))
                        .isEqualTo(((Json.Obj) arguments.members().get("body")).text("base64"));
        }
    }

    private static void nothingIsStoredThatCanBeReadInTwoWays(ApprovalGround ground, ServeRun node) throws IOException {
        for (String arguments : List.of(
                "{\"to\":\"ada\",\"to\":\"eve\"}",
                "{\"a\":{\"to\":1,\"\\u0074o\":2}}",
                "{\"half\":\"\\ud83d\"}",
                "{\"turned\":\"\\udc69\\ud83d\"}",
                "{\"large\":1e1000}",
                "{\"long\":0." + "1".repeat(64) + "}",
                "{\"deep\":" + "[".repeat(70) + "]".repeat(70) + "}",
                "{\"not\":NaN}",
                "{\"not\":01}")) {
            try (Agent agent = ground.agent(node)) {
                Agent.Reply refused = agent.call("open", arguments);
                assertThat(refused.isSuccess()).as(arguments).isFalse();
                assertThat(refused.body().has("error"))
                        .as("%s: %s", arguments, refused)
                        .isTrue();
            }
        }
        assertThat(ground.number("select count(*) from approval_request")).isZero();
    }
}
