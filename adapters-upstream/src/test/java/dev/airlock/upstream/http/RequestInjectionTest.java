package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.airlock.application.call.Executor.Preparation;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.CredentialScheme.Location;
import dev.airlock.domain.json.Json;
import dev.airlock.upstream.http.HttpOperation.In;
import dev.airlock.upstream.http.HttpOperation.Style;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No value can become a header, a parameter or a credential of its own. */
class RequestInjectionTest {
    private static final List<String> UNPRINTABLE =
            List.of("a\rb", "a\nb", "a\r\nX-Admin: 1", "a\u0000", "é", "a\u0085b", "a\u2028b", "\u007f", "a\tb", "😀");

    @Test
    void unprintable_header_and_cookie_values_are_refused_by_name() {
        for (var parameter : List.of(Api.header("X-Note"), Api.cookie("note"))) {
            var operation = Api.unsent(Api.get("/a", parameter));
            for (String value : UNPRINTABLE) {
                for (Json argument : List.of(
                        Json.of(value),
                        Json.strings(List.of(value)),
                        Json.object().put(value, "x").build())) {
                    var arguments =
                            Json.object().put(parameter.argument(), argument).build();
                    assertThat(Api.violations(operation, arguments))
                            .singleElement()
                            .satisfies(violation ->
                                    assertThat(violation.argument()).isEqualTo(parameter.argument()));
                }
            }
        }
    }

    @Test
    void a_json_header_value_is_refused_when_it_is_not_ascii() {
        var operation = Api.get("/a", Api.parameter(In.HEADER, "X-Filter", Style.JSON, false));
        assertThat(Api.violations(operation, "{\"X-Filter\":{\"a\":\"é\"}}")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "authorization",
                "Proxy-Authorization",
                "Host",
                "Cookie",
                "Content-Length",
                "Transfer-Encoding",
                "transfer_encoding",
                "Connection",
                "Content-Type",
                "Accept-Encoding",
                "X-HTTP-Method-Override",
                "X-HTTP-Method",
                "X-Method-Override",
                "X-Forwarded-Host",
                "X-Forwarded-For",
                "X_Forwarded_Proto",
                "Forwarded",
                "Sec-Fetch-Site",
                "TE",
                "Upgrade",
                "Expect",
                "X-Original-URL",
                "X-Rewrite-URL",
                "Via",
                "Proxy",
                "",
                "X Note",
                "X-Note:",
                "X-Note\r\n",
                "Xé"
            })
    void a_stored_binding_cannot_set_a_reserved_header(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Api.unsent(Api.get("/a", Api.header(name))));
    }

    @Test
    void a_query_value_cannot_add_a_parameter() {
        var operation = Api.get("/a", Api.query("a"), Api.query("admin"));
        assertThat(Api.request(operation, "{\"a\":\"1&admin=true#x\"}").target())
                .isEqualTo("/v1/a?a=1%26admin%3Dtrue%23x");
    }

    @Test
    void a_value_of_a_query_is_one_line_of_one_parameter_whatever_it_is() {
        var hostile = new ArrayList<>(UNPRINTABLE);
        hostile.addAll(List.of("1&admin=true", "1;admin=true", "1#x", "1?x", "%26admin=true", "+ HTTP/1.1"));
        for (Style style : List.of(Style.FORM, Style.SPACE_DELIMITED, Style.PIPE_DELIMITED, Style.JSON)) {
            for (boolean reserved : List.of(false, true)) {
                var parameter = new HttpOperation.Parameter("q", In.QUERY, "q", style, false, reserved);
                for (String value : hostile) {
                    for (Json argument : List.of(Json.of(value), Json.strings(List.of("a", value)))) {
                        String target = Api.request(
                                        Api.unsent(Api.get("/a", parameter)),
                                        Json.object().put("q", argument).build())
                                .target();
                        assertThat(target).as(value).matches("/v1/a\\?q=[!-~&&[^&#+]]*");
                    }
                }
            }
        }
    }

    @Test
    void names_that_mean_something_to_a_program_are_members_as_they_were_judged() {
        String arguments = "{\"__proto__\":{\"admin\":true},\"constructor\":{\"prototype\":{\"a\":1}},\"n\":1}";
        assertThat(text(Api.request(Api.post("application/json", null), arguments)))
                .isEqualTo(arguments);
        assertThat(text(Api.request(Api.post("application/x-www-form-urlencoded", null), arguments)))
                .isEqualTo("__proto__%5Badmin%5D=true&constructor%5Bprototype%5D%5Ba%5D=1&n=1");
    }

    @Test
    void a_member_cannot_stand_for_another_parameter() {
        var operation = Api.get("/a", Api.query("filter"), Api.query("admin"), Api.query("other"));
        for (String member : List.of("admin", "ADMIN", "admin[0]", "other")) {
            assertThat(Api.unsent(operation)
                            .prepare(
                                    Json.object()
                                            .put(
                                                    "filter",
                                                    Json.object()
                                                            .put(member, "true")
                                                            .build())
                                            .build(),
                                    Map.of()))
                    .isInstanceOf(Preparation.Invalid.class);
        }
        assertThat(Api.violations(operation, "{\"filter\":{\"x\":1},\"other\":{\"x\":2}}"))
                .hasSize(1);
        assertThat(Api.request(operation, "{\"filter\":{\"x&admin\":1}}").target())
                .isEqualTo("/v1/a?x%26admin=1");
    }

    @Test
    void a_deep_member_stays_within_its_brackets() {
        var operation = Api.get("/a", Api.parameter(In.QUERY, "f", Style.DEEP_OBJECT, true));
        assertThat(Api.request(operation, "{\"f\":{\"x]=1&admin\":2}}").target())
                .isEqualTo("/v1/a?f%5Bx%5D%3D1%26admin%5D=2");
    }

    @Test
    void an_argument_cannot_stand_for_the_credential() {
        var inQuery = new CredentialScheme.ApiKey(Location.QUERY, "api_key");
        var inHeader = new CredentialScheme.ApiKey(Location.HEADER, "X-Key");
        var operation = Api.unsent(
                Api.get("/a", Api.query("api_key"), Api.query("filter"), Api.header("x-key")), inQuery, inHeader);
        for (String arguments :
                List.of("{\"api_key\":\"mine\"}", "{\"filter\":{\"api_key\":\"mine\"}}", "{\"x-key\":\"mine\"}")) {
            assertThat(Api.violations(operation, Api.json(arguments))).hasSize(1);
        }
        assertThat(Api.request(operation, Json.Obj.EMPTY).target()).isEqualTo("/v1/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nX-Admin: 1",
                "a\nb",
                "a\u0000.txt",
                "../../etc/passwd",
                "C:\\a",
                "a\\\"; name=\\\"admin",
                "",
                " ",
                "\u0085"
            })
    void a_file_name_that_could_mean_more_than_itself_is_refused(String name) {
        assertThat(Api.violations(Api.unsent(upload()), file(Json.object().put("filename", name))))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.argument()).isEqualTo("f.filename");
                    assertThat(violation.problem()).contains("plain name");
                });
    }

    @Test
    void a_file_name_stays_within_its_quotes() {
        assertThat(text(Api.request(Api.unsent(upload()), file(Json.object().put("filename", "a\"; name=\"admin")))))
                .contains("; filename=\"a%22; name=%22admin\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html\r\nX-Admin: 1", "image/*", "png", "", "text/plain; a=\"\r\n\""})
    void a_media_type_that_could_carry_more_than_itself_is_refused(String type) {
        assertThat(Api.violations(Api.unsent(upload()), file(Json.object().put("contentType", type))))
                .singleElement()
                .satisfies(violation -> assertThat(violation.argument()).isEqualTo("f.contentType"));
    }

    @Test
    void a_member_of_a_multipart_body_stays_a_part_of_its_own() {
        String sent = text(Api.request(
                Api.unsent(upload()),
                Json.object()
                        .put(
                                "a\"\r\nX-Admin: 1",
                                "x\r\n--airlock-0\r\nContent-Disposition: form-data; name=\"admin\"\r\n\r\n1")
                        .build()));
        assertThat(sent)
                .containsPattern(
                        "^--airlock-[0-9a-f]{32}\r\nContent-Disposition: form-data; name=\"a%22%0D%0AX-Admin: 1\"\r\n\r\nx")
                .hasLineCount(9);
        assertThat(sent.split(sent.substring(0, sent.indexOf("\r\n")), -1)).hasSize(3);
    }

    @Test
    void a_file_is_given_in_one_way_only_and_in_proper_base64() {
        assertThat(Api.violations(upload(), "{\"f\":{}}"))
                .singleElement()
                .satisfies(one -> assertThat(one.problem()).contains("either in \"base64\" or in \"text\""));
        assertThat(Api.violations(upload(), "{\"f\":{\"base64\":\"\",\"text\":\"\"}}"))
                .hasSize(1);
        assertThat(Api.violations(upload(), "{\"f\":{\"base64\":\"not base64!\"}}"))
                .hasSize(1);
        assertThat(Api.violations(upload(), "{\"f\":\"path/to/file\"}")).hasSize(1);
    }

    private static HttpOperation upload() {
        var body = new Body.Encoded(
                "multipart/form-data", null, Map.of(), Map.of("f", new Body.Encoding(Body.Kind.FILE, null)));
        return new HttpOperation("POST", "/things", List.of(), body);
    }

    private static Json.Obj file(Json.ObjBuilder file) {
        return Json.object().put("f", file.put("text", "x").build()).build();
    }

    private static String text(OutgoingRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    @Test
    void an_address_is_bounded() {
        var operation = Api.unsent(Api.get("/a", Api.query("q")));
        assertThat(Api.request(
                                operation,
                                Json.object().put("q", "x".repeat(30_000)).build())
                        .target())
                .hasSize(30_008);
        assertThat(Api.violations(
                        operation, Json.object().put("q", "x".repeat(40_000)).build()))
                .singleElement()
                .satisfies(violation -> assertThat(violation.problem()).contains("40008", "at most 32768"));
    }

    @Test
    void two_parameters_of_one_name_are_not_bound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Api.unsent(Api.get("/a", Api.query("q"), Api.query("q"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "TRACE", "get", "GET /x HTTP/1.1\r\nHost:", ""})
    void a_method_that_must_not_be_sent_is_not_bound(String method) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Api.unsent(new HttpOperation(method, "/a", List.of(), null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "jar:file:/a!/b",
                "ftp://api.example.com/",
                "gopher://api.example.com/",
                "ldap://api.example.com/",
                "netdoc:/etc/passwd",
                "//api.example.com/",
                "\\\\host\\share",
                "/etc/passwd",
                "https:///x"
            })
    void only_http_addresses_are_called(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> UpstreamClient.host(java.net.URI.create(address)));
    }
}
