package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import dev.airlock.http.web.Ascii;

/** Both eras on one URL: each message says by its content, or else by its header, which of them it is of. */
final class Eras {
    private static final int DATE_LENGTH = 10;

    private final Edition legacy;
    private final Edition modern;

    Eras(Edition legacy, Edition modern) {
        this.legacy = legacy;
        this.modern = modern;
    }

    /** Answers a message in its own era. */
    Answer answer(Exchange exchange, Message message) {
        return switch (message) {
            case Message.Request request ->
                edition(exchange, request.method(), request.params()).answer(exchange, request);
            case Message.Notification(String method, Json.Obj params) ->
                edition(exchange, method, params).take(exchange);
            case Message.Opening o -> edition(exchange, "", Json.Obj.EMPTY).listen(exchange);
            case Message.Response r -> edition(exchange, "", Json.Obj.EMPTY).take(exchange);
            case Message.Malformed(Json id, RpcError error) -> new Answer.Failure(id, error);
        };
    }

    private Edition edition(Exchange exchange, String method, Json.Obj params) {
        if (ModernEdition.claims(params)) {
            return modern;
        }
        boolean begins = method.equals("initialize");
        return !begins
                        && exchange.headers().all(RequestHeaders.VERSION).stream()
                                .anyMatch(Eras::isModern)
                ? modern
                : legacy;
    }

    /** Revisions are dates, so that they compare as text. */
    private static boolean isModern(String version) {
        return version.length() == DATE_LENGTH
                && Ascii.consistsOf(version, c -> c == '-' || Ascii.isDigit(c))
                && version.compareTo(ModernEdition.VERSION) >= 0;
    }
}
