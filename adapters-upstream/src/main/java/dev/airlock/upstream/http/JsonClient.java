package dev.airlock.upstream.http;

import dev.airlock.domain.call.Header;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.upstream.http.Exchange.Budget;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Small exchanges of JSON with services that Airlock itself is a client of, within 10 s and 256 KiB. */
public final class JsonClient {
    private static final Budget BUDGET = new Budget(Duration.ofSeconds(10), 256 * 1024);
    private static final byte[] NO_BODY = {};

    private final UpstreamClient client;

    /** Makes a client; the guard of the one below decides what is dialled. */
    public JsonClient(UpstreamClient client) {
        this.client = client;
    }

    /** What came of an exchange. */
    public sealed interface Answer {
        /** A JSON object under a status of 200. */
        record Answered(Json.Obj body) implements Answer {}

        /** Anything else. */
        record Failed(String problem) implements Answer {}
    }

    /** Gets a document. */
    public Answer get(URI address, @Nullable String authorization) {
        return exchange(address, "GET", List.of(), authorization, NO_BODY);
    }

    /** Posts a form. */
    public Answer post(URI address, Map<String, String> form, @Nullable String authorization) {
        byte[] body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
        return exchange(
                address,
                "POST",
                List.of(new Header("Content-Type", "application/x-www-form-urlencoded")),
                authorization,
                body);
    }

    private Answer exchange(
            URI address, String method, List<Header> more, @Nullable String authorization, byte[] body) {
        var headers = new ArrayList<>(more);
        headers.add(new Header("Accept", "application/json"));
        headers.add(new Header("User-Agent", "Airlock"));
        if (authorization != null) {
            headers.add(new Header("Authorization", authorization));
        }
        return switch (client.exchange(
                UpstreamClient.host(address), method, DocumentRequest.target(address), headers, body, BUDGET)) {
            case Exchange.Failure(String problem, boolean sent) -> new Answer.Failed(problem);
            case Exchange.Answer answer -> read(address, answer);
        };
    }

    private static Answer read(URI address, Exchange.Answer answer) {
        if (answer.status() != 200 || answer.cut() != null) {
            return new Answer.Failed(address.getHost() + " answered " + Reasons.of(answer.status()));
        }
        try {
            return JsonReader.read(answer.body()) instanceof Json.Obj object
                    ? new Answer.Answered(object)
                    : new Answer.Failed(address.getHost() + " answered with something else than a JSON object");
        } catch (JsonSyntaxException e) {
            return new Answer.Failed(address.getHost() + " answered with something else than JSON");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
