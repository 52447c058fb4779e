package dev.airlock.upstream.openapi;

import dev.airlock.application.server.ApiDescriptions.Fetch;
import dev.airlock.application.server.ApiDescriptions.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Descriptions that were written to do harm, and a program that reads each of them in a small heap. */
final class HostileDocuments {
    private static final String HEAD = "\"openapi\":\"3.0.3\",\"info\":{\"title\":\"T\",\"version\":\"1\"}";

    private HostileDocuments() {}

    /** What is wrong with each, and what its refusal must name. */
    record Hostile(Supplier<byte[]> document, String place) {}

    static Map<String, Hostile> all() {
        var all = new LinkedHashMap<String, Hostile>();
        all.put("alias bomb", new Hostile(() -> utf8(aliasBomb()), "line 7"));
        all.put("alias of itself", new Hostile(() -> utf8("a: &a [*a]"), "line 1, column 8"));
        all.put("20,000 aliases", new Hostile(() -> utf8("a: &a x\nb:\n" + "- *a\n".repeat(20_000)), "line 10003"));
        all.put("deep JSON", new Hostile(() -> utf8("{\"a\":" + "[".repeat(1_000_000)), "line 1, column 50"));
        all.put("deep JSON objects", new Hostile(() -> utf8("{\"a\":".repeat(1_000_000)), "line 1, column 25"));
        all.put("deep flow YAML", new Hostile(() -> utf8("a: " + "[".repeat(60_000)), "line 1, column 504"));
        all.put("deep block YAML", new Hostile(() -> utf8("- ".repeat(30_000)), "line 1, column 1003"));
        all.put("self reference", new Hostile(() -> body("\"A\":" + ref("A")), "/components/schemas/A"));
        all.put(
                "mutual references",
                new Hostile(() -> body("\"A\":" + ref("B") + ",\"B\":" + ref("A")), "/components/schemas/"));
        all.put("self composition", new Hostile(() -> body("\"A\":{\"allOf\":[" + ref("A") + "]}"), "/paths/~1x/post"));
        all.put("chain of 1,000 references", new Hostile(() -> body(chain()), "/components/schemas/A6"));
        all.put("2^20 compositions", new Hostile(() -> body(doubling()), "/paths/~1x/post"));
        all.put(
                "remote reference",
                new Hostile(() -> refersTo("http://127.0.0.1:1/x.json"), "/components/schemas/A/$ref"));
        all.put("file reference", new Hostile(() -> refersTo("file:///etc/passwd"), "/components/schemas/A/$ref"));
        all.put("relative reference", new Hostile(() -> refersTo("../secret.json#/a"), "/components/schemas/A/$ref"));
        all.put("50,000 operations", new Hostile(HostileDocuments::manyOperations, "/paths/~1p10000/get"));
        all.put("huge schemas", new Hostile(HostileDocuments::hugeSchemas, "/paths/~1p"));
        all.put("gzip", new Hostile(HostileDocuments::gzip, "gzip"));
        all.put("duplicate JSON key", new Hostile(() -> utf8("{" + HEAD + ",\"paths\":{},\n\"paths\":{}}"), "line 2"));
        all.put("duplicate YAML key", new Hostile(() -> utf8("openapi: 3.0.3\npaths: {}\npaths: {}\n"), "line 3"));
        all.put("invalid UTF-8", new Hostile(() -> invalidUtf8(), "line 2, column 4"));
        all.put(
                "script tag",
                new Hostile(
                        () -> utf8("a: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1\"]]"),
                        "line 1, column 4"));
        all.put("local tag", new Hostile(() -> utf8("a: 1\nb: !evil x"), "line 2, column 4"));
        all.put(
                "ten million empty arrays",
                new Hostile(() -> utf8("{\"a\":[" + "[],".repeat(10_000_000) + "[]]}"), "line 1, column"));
        all.put("ten million YAML items", new Hostile(() -> utf8("- 1\n".repeat(8_000_000)), "line 1000000"));
        all.put(
                "32 MiB of YAML text",
                new Hostile(() -> utf8(("- " + "w".repeat(60_000) + "\n").repeat(500)), "not an object"));
        all.put("32 MiB of one word", new Hostile(() -> filled(DocumentReader.MAX_BYTES), "line 1, column 1"));
        return all;
    }

    /** Prints a line for each document: its name, what came of it, milliseconds. */
    public static void main(String[] args) {
        var descriptions = new OpenApiDescriptions(address -> new Fetch.Failed("nothing is fetched here"));
        all().forEach((name, hostile) -> {
            byte[] document = hostile.document().get();
            long start = System.nanoTime();
            Reading reading = descriptions.read(document, null, List.of());
            long millis = (System.nanoTime() - start) / 1_000_000;
            String outcome = reading instanceof Reading.Refused(String problem) ? problem : "understood";
            System.out.println(name + "\t" + outcome + "\t" + millis);
        });
    }

    private static String aliasBomb() {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            String nine = IntStream.range(0, 9).mapToObj(n -> alias).collect(Collectors.joining(","));
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(nine)
                    .append("]\n");
        }
        return bomb.toString();
    }

    private static String chain() {
        String links = IntStream.range(0, 1_000)
                .mapToObj(i -> "\"A" + i + "\":" + ref("A" + (i + 1)))
                .collect(Collectors.joining(","));
        return "\"A\":" + ref("A0") + "," + links + ",\"A1000\":{\"type\":\"string\"}";
    }

    private static String doubling() {
        String levels = IntStream.range(0, 20)
                .mapToObj(i -> "\"A" + i + "\":{\"allOf\":[" + ref("A" + (i + 1)) + "," + ref("A" + (i + 1)) + "]}")
                .collect(Collectors.joining(","));
        return "\"A\":{\"allOf\":[" + ref("A0") + "," + ref("A0") + "]}," + levels + ",\"A20\":{\"minProperties\":1}";
    }

    private static String ref(String name) {
        return "{\"$ref\":\"#/components/schemas/" + name + "\"}";
    }

    private static byte[] refersTo(String address) {
        return body("\"A\":{\"$ref\":\"" + address + "\"}");
    }

    private static byte[] body(String schemas) {
        return utf8("{" + HEAD
                + ",\"paths\":{\"/x\":{\"post\":{\"requestBody\":{\"content\":{\"application/json\":{\"schema\":"
                + ref("A") + "}}}}}},\"components\":{\"schemas\":{" + schemas + "}}}");
    }

    private static byte[] manyOperations() {
        String paths = IntStream.range(0, 50_000)
                .mapToObj(i -> "\"/p" + i + "\":{\"get\":{}}")
                .collect(Collectors.joining(","));
        return utf8("{" + HEAD + ",\"paths\":{" + paths + "}}");
    }

    private static byte[] hugeSchemas() {
        String properties = IntStream.range(0, 250)
                .mapToObj(i -> "\"p" + i + "\":{\"type\":\"string\",\"description\":\"" + "d".repeat(80) + "\"}")
                .collect(Collectors.joining(","));
        String paths = IntStream.range(0, 9_999)
                .mapToObj(i ->
                        "\"/p" + i + "\":{\"post\":{\"requestBody\":{\"content\":{\"application/json\":{\"schema\":"
                                + ref("A") + "}}}}}")
                .collect(Collectors.joining(","));
        return utf8("{" + HEAD + ",\"paths\":{" + paths
                + "},\"components\":{\"schemas\":{\"A\":{\"type\":\"object\",\"properties\":{" + properties + "}}}}}");
    }

    private static byte[] gzip() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(new byte[1_000_000]);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] invalidUtf8() {
        byte[] bytes = utf8("openapi: 3.0.3\na: ?\n");
        bytes[bytes.length - 2] = (byte) 0xc3;
        return bytes;
    }

    private static byte[] filled(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
