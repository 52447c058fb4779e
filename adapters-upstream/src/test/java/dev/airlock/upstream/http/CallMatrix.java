package dev.airlock.upstream.http;

import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.CredentialScheme.Location;
import dev.airlock.upstream.http.Body.Encoding;
import dev.airlock.upstream.http.Body.Kind;
import dev.airlock.upstream.http.HttpOperation.In;
import dev.airlock.upstream.http.HttpOperation.Parameter;
import dev.airlock.upstream.http.HttpOperation.Style;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every way in which a call can be written, with the bytes that must leave. The values of parameters are those of the specification's own examples
 * (OpenAPI 3.1, section 4.8.12.4, which takes them from RFC 6570); those of multipart bodies are from its section 4.8.14.4.
 */
final class CallMatrix {
    private static final String ADDRESS = "{\"streetAddress\":\"123 Example Dr.\",\"city\":\"Somewhere\"}";

    private CallMatrix() {}

    /** A parameter of the name {@code color}; {@code wire} is its segment of the path, its query, or the line of its header. */
    record ParameterRow(In in, Style style, boolean explode, String argument, String wire) {
        HttpOperation operation() {
            String name = in == In.HEADER ? "X-Color" : "color";
            var parameter = new Parameter("color", in, name, style, explode, false);
            return Api.get(in == In.PATH ? "/{color}" : "/", parameter);
        }
    }

    /** A body; {@code wire} is the line of its Content-Type, an empty line and its bytes. */
    record BodyRow(String title, Body body, String arguments, String wire) {}

    /** A credential; {@code wire} has the lines that carry it. */
    record CredentialRow(String title, Credential credential, List<String> wire) {
        CredentialRow(String title, Credential credential, String wire) {
            this(title, credential, List.of(wire));
        }
    }

    static List<ParameterRow> parameters() {
        return Stream.of(rows(In.PATH, """
                        SIMPLE | false | "blue" | /blue
                        SIMPLE | false | ["blue","black","brown"] | /blue,black,brown
                        SIMPLE | false | {"R":100,"G":200,"B":150} | /R,100,G,200,B,150
                        SIMPLE | true | "blue" | /blue
                        SIMPLE | true | ["blue","black","brown"] | /blue,black,brown
                        SIMPLE | true | {"R":100,"G":200,"B":150} | /R=100,G=200,B=150
                        LABEL | false | "blue" | /.blue
                        LABEL | false | ["blue","black","brown"] | /.blue,black,brown
                        LABEL | false | {"R":100,"G":200,"B":150} | /.R,100,G,200,B,150
                        LABEL | true | "blue" | /.blue
                        LABEL | true | ["blue","black","brown"] | /.blue.black.brown
                        LABEL | true | {"R":100,"G":200,"B":150} | /.R=100.G=200.B=150
                        MATRIX | false | "blue" | /;color=blue
                        MATRIX | false | ["blue","black","brown"] | /;color=blue,black,brown
                        MATRIX | false | {"R":100,"G":200,"B":150} | /;color=R,100,G,200,B,150
                        MATRIX | true | "blue" | /;color=blue
                        MATRIX | true | ["blue","black","brown"] | /;color=blue;color=black;color=brown
                        MATRIX | true | {"R":100,"G":200,"B":150} | /;R=100;G=200;B=150
                        JSON | false | {"R":100} | /%7B%22R%22%3A100%7D
                        """), rows(In.QUERY, """
                        FORM | false | "" | /?color=
                        FORM | false | "blue" | /?color=blue
                        FORM | false | ["blue","black","brown"] | /?color=blue,black,brown
                        FORM | false | {"R":100,"G":200,"B":150} | /?color=R,100,G,200,B,150
                        FORM | true | "" | /?color=
                        FORM | true | "blue" | /?color=blue
                        FORM | true | ["blue","black","brown"] | /?color=blue&color=black&color=brown
                        FORM | true | {"R":100,"G":200,"B":150} | /?R=100&G=200&B=150
                        SPACE_DELIMITED | false | ["blue","black","brown"] | /?color=blue%20black%20brown
                        SPACE_DELIMITED | false | {"R":100,"G":200,"B":150} | /?color=R%20100%20G%20200%20B%20150
                        SPACE_DELIMITED | true | ["blue","black","brown"] | /?color=blue&color=black&color=brown
                        PIPE_DELIMITED | false | ["blue","black","brown"] | /?color=blue%7Cblack%7Cbrown
                        PIPE_DELIMITED | false | {"R":100,"G":200,"B":150} | /?color=R%7C100%7CG%7C200%7CB%7C150
                        DEEP_OBJECT | true | {"R":100,"G":200,"B":150} | /?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150
                        DEEP_OBJECT | true | "blue" | /?color=blue
                        DEEP_OBJECT | true | {"R":{"x":[1,2]}} | /?color%5BR%5D%5Bx%5D%5B0%5D=1&color%5BR%5D%5Bx%5D%5B1%5D=2
                        JSON | false | ["blue"] | /?color=%5B%22blue%22%5D
                        """), rows(In.HEADER, """
                        SIMPLE | false | "blue" | X-Color: blue
                        SIMPLE | false | ["blue","black","brown"] | X-Color: blue,black,brown
                        SIMPLE | false | {"R":100,"G":200,"B":150} | X-Color: R,100,G,200,B,150
                        SIMPLE | true | ["blue","black","brown"] | X-Color: blue,black,brown
                        SIMPLE | true | {"R":100,"G":200,"B":150} | X-Color: R=100,G=200,B=150
                        JSON | false | {"R":100} | X-Color: {"R":100}
                        """), rows(In.COOKIE, """
                        FORM | false | "blue" | Cookie: color=blue
                        FORM | false | ["blue","black","brown"] | Cookie: color=blue,black,brown
                        FORM | false | {"R":100,"G":200,"B":150} | Cookie: color=R,100,G,200,B,150
                        FORM | true | ["blue","black","brown"] | Cookie: color=blue; color=black; color=brown
                        FORM | true | {"R":100,"G":200,"B":150} | Cookie: R=100; G=200; B=150
                        JSON | false | {"R":100} | Cookie: color=%7B%22R%22%3A100%7D
                        """))
                .flatMap(rows -> rows)
                .toList();
    }

    private static Stream<ParameterRow> rows(In in, String table) {
        return table.lines()
                .map(line -> Arrays.asList(line.split(" \\| ")))
                .map(row -> new ParameterRow(
                        in, Style.valueOf(row.get(0)), row.get(1).equals("true"), row.get(2), row.get(3)));
    }

    static List<BodyRow> bodies() {
        String form = "application/x-www-form-urlencoded";
        String parts = "multipart/form-data";
        return List.of(
                new BodyRow("JSON, from members", new Body.Encoded("application/json", null, Map.of()), """
                        {"name":"Zoë","price":1.10,"note":null}""", """
                        Content-Type: application/json

                        {"name":"Zoë","price":1.10,"note":null}"""),
                new BodyRow(
                        "JSON, one argument", new Body.Encoded("application/vnd.api+json", "body", Map.of()), """
                        {"body":[1,2]}""", """
                        Content-Type: application/vnd.api+json

                        [1,2]"""),
                new BodyRow("Form", new Body.Encoded(form, null, Map.of()), """
                        {"name":"A & B","tags":["x y","z"],"card":{"number":42,"owner":{"city":"Łódź"}}}""", """
                        Content-Type: application/x-www-form-urlencoded

                        name=A+%26+B&tags=x+y&tags=z&card%5Bnumber%5D=42&card%5Bowner%5D%5Bcity%5D=%C5%81%C3%B3d%C5%BA"""),
                new BodyRow(
                        "Form with brackets for lists too (`deepObject`), as Stripe declares it",
                        new Body.Encoded(
                                form,
                                null,
                                Map.of(),
                                Map.of(
                                        "expand", new Encoding(Kind.BRACKETED, null),
                                        "items", new Encoding(Kind.BRACKETED, null))),
                        """
                        {"expand":["data.customer"],"items":[{"price":"p_1","quantity":2}]}""",
                        """
                        Content-Type: application/x-www-form-urlencoded

                        expand%5B0%5D=data.customer&items%5B0%5D%5Bprice%5D=p_1&items%5B0%5D%5Bquantity%5D=2"""),
                new BodyRow(
                        "Form with delimited lists and a member in JSON",
                        new Body.Encoded(
                                form,
                                null,
                                Map.of(),
                                Map.of(
                                        "a", new Encoding(Kind.COMMA_DELIMITED, null),
                                        "b", new Encoding(Kind.SPACE_DELIMITED, null),
                                        "c", new Encoding(Kind.PIPE_DELIMITED, null),
                                        "address", new Encoding(Kind.JSON, null))),
                        "{\"a\":[1,2],\"b\":[1,2],\"c\":[1,2],\"address\":" + ADDRESS + "}",
                        """
                        Content-Type: application/x-www-form-urlencoded

                        a=1%2C2&b=1+2&c=1%7C2&address=%7B%22streetAddress%22%3A%22123+Example+Dr.%22%2C%22city%22%3A%22Somewhere%22%7D"""),
                new BodyRow(
                        "Parts: a text, an object, a list, a file in base64 and one as text",
                        new Body.Encoded(
                                parts,
                                null,
                                Map.of(),
                                Map.of(
                                        "profileImage", new Encoding(Kind.FILE, "image/png"),
                                        "attachments", new Encoding(Kind.FILE, null))),
                        "{\"id\":\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\",\"address\":" + ADDRESS
                                + ",\"tags\":[\"x\",7],\"profileImage\":{\"filename\":\"me \\\"1\\\".png\",\"base64\":\"UE5H\"},"
                                + "\"attachments\":[{\"filename\":\"ż.txt\",\"contentType\":\"text/plain\",\"text\":\"a\\r\\nb\"}]}",
                        """
                        Content-Type: multipart/form-data; boundary=BOUNDARY

                        --BOUNDARY
                        Content-Disposition: form-data; name="id"

                        f81d4fae-7dec-11d0-a765-00a0c91e6bf6
                        --BOUNDARY
                        Content-Disposition: form-data; name="address"
                        Content-Type: application/json

                        {"streetAddress":"123 Example Dr.","city":"Somewhere"}
                        --BOUNDARY
                        Content-Disposition: form-data; name="tags"

                        x
                        --BOUNDARY
                        Content-Disposition: form-data; name="tags"

                        7
                        --BOUNDARY
                        Content-Disposition: form-data; name="profileImage"; filename="me %221%22.png"
                        Content-Type: image/png

                        PNG
                        --BOUNDARY
                        Content-Disposition: form-data; name="attachments"; filename="ż.txt"
                        Content-Type: text/plain

                        a
                        b
                        --BOUNDARY--
                        """.replace("BOUNDARY", "airlock-BOUNDARY")),
                new BodyRow(
                        "Bytes of a declared type",
                        new Body.Encoded(
                                "application/octet-stream",
                                "body",
                                Map.of(),
                                Map.of("body", new Encoding(Kind.FILE, null))),
                        """
                        {"body":{"filename":"a.bin","contentType":"text/html","base64":"AQID"}}""",
                        "Content-Type: application/octet-stream\n\n\1\2\3"),
                new BodyRow(
                        "Bytes of any type of a range",
                        new Body.Encoded("image/*", "body", Map.of(), Map.of("body", new Encoding(Kind.FILE, null))),
                        """
                        {"body":{"contentType":"image/webp","base64":"UklGRg=="}}""",
                        """
                        Content-Type: image/webp

                        RIFF"""),
                new BodyRow("Text", new Body.Encoded("text/markdown", "body", Map.of()), """
                        {"body":"# Żółć\\nline"}""", """
                        Content-Type: text/markdown

                        # Żółć
                        line"""),
                new BodyRow(
                        "GraphQL, a stored document",
                        new Body.GraphQl("query FindIssues($team:ID!){issues(team:$team){id}}", "FindIssues"),
                        """
                        {"team":"t_1"}""",
                        """
                        Content-Type: application/json

                        {"query":"query FindIssues($team:ID!){issues(team:$team){id}}","operationName":"FindIssues","variables":{"team":"t_1"}}"""),
                new BodyRow("XML, as text", new Body.Encoded("application/xml", "body", Map.of()), """
                        {"body":"<a b='1'/>"}""", """
                        Content-Type: application/xml

                        <a b='1'/>"""));
    }

    static List<CredentialRow> credentials() {
        return List.of(
                new CredentialRow("Bearer token", new Credential.Bearer("s3cr3t"), "Authorization: Bearer s3cr3t"),
                new CredentialRow(
                        "User name and password (the example of RFC 7617)",
                        new Credential.Basic("Aladdin", "open sesame"),
                        "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
                new CredentialRow(
                        "Access token of a sign-in at the service (the example of RFC 6750)",
                        new Credential.OAuth("mF_9.B5f-4.1JqM", "tGzv3JOkF0XG5Qx2TlKWIA", null),
                        "Authorization: Bearer mF_9.B5f-4.1JqM"),
                new CredentialRow(
                        "Key in a header",
                        new Credential.ApiKey(Location.HEADER, "X-Api-Key", "s3cr3t"),
                        "X-Api-Key: s3cr3t"),
                new CredentialRow(
                        "Key in a header, with a prefix",
                        new Credential.ApiKey(
                                new CredentialScheme.ApiKey(Location.HEADER, "Authorization", "Token token="),
                                "s3cr3t"),
                        "Authorization: Token token=s3cr3t"),
                new CredentialRow(
                        "Keys that go together",
                        new Credential.ApiKeys(List.of(
                                new Credential.ApiKey(Location.HEADER, "DD-API-KEY", "s3cr3t"),
                                new Credential.ApiKey(Location.HEADER, "DD-APPLICATION-KEY", "0th3r"))),
                        List.of("DD-API-KEY: s3cr3t", "DD-APPLICATION-KEY: 0th3r")),
                new CredentialRow(
                        "Keys that go together, in the query",
                        new Credential.ApiKeys(List.of(
                                new Credential.ApiKey(Location.QUERY, "key", "s3cr3t"),
                                new Credential.ApiKey(Location.QUERY, "token", "0th3r"))),
                        "GET /things?key=s3cr3t&token=0th3r HTTP/1.1"),
                new CredentialRow(
                        "Key in the query",
                        new Credential.ApiKey(Location.QUERY, "api_key", "s3cr3t+/"),
                        "GET /things?api_key=s3cr3t%2B%2F HTTP/1.1"),
                new CredentialRow(
                        "Key in a cookie",
                        new Credential.ApiKey(Location.COOKIE, "session", "s3cr3t"),
                        "Cookie: session=s3cr3t"));
    }
}
