package dev.airlock.bootstrap.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The shop's front door: checks the key, finds the operation, reads the call, sends the reply. */
final class Front implements HttpHandler {
    private final String basePath;
    private final byte[] authorization;
    private final String document;
    private final Contract contract;
    private final CallReader reader;
    private final Shop shop;
    private final Map<String, Handler> desks;
    private final Pause pause;

    Front(String basePath, String key, String document, Contract contract, Shop shop, Pause pause) {
        this.basePath = basePath;
        this.authorization = ("Bearer " + key).getBytes(StandardCharsets.UTF_8);
        this.document = document;
        this.contract = contract;
        this.reader = new CallReader(contract);
        this.shop = shop;
        this.desks = Desks.of(shop);
        this.pause = pause;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var reply = reply(exchange);
        if (pause.waitFor(reply.delay())) {
            send(exchange, reply);
        } else {
            exchange.close();
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        if (path.equals(basePath + "/openapi.json")
                && exchange.getRequestMethod().equals("GET")) {
            return Reply.document(document);
        }
        if (!authorized(exchange)) {
            return Reply.problem(401, "Send the shop's API key as Authorization: Bearer <key>.")
                    .with("WWW-Authenticate", "Bearer");
        }
        return path.startsWith(basePath)
                ? route(path.substring(basePath.length()), exchange)
                : Reply.problem(404, "The shop is at " + basePath + ".");
    }

    private boolean authorized(HttpExchange exchange) {
        var sent = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
        return MessageDigest.isEqual(authorization, sent.getBytes(StandardCharsets.UTF_8));
    }

    private Reply route(String path, HttpExchange exchange) throws IOException {
        for (var operation : contract.operations()) {
            if (operation.servesMethod(exchange.getRequestMethod())) {
                var variables = operation.path().match(path);
                if (variables.isPresent()) {
                    return answer(operation, reader.read(operation, variables.get(), exchange));
                }
            }
        }
        return notServed(path);
    }

    private Reply answer(Operation operation, Reading reading) {
        return switch (reading) {
            case Reading.Refused(var reply) -> reply;
            case Reading.Sound(var call) -> {
                var desk = Optional.ofNullable(desks.get(operation.id())).orElseThrow();
                synchronized (shop) {
                    yield desk.answer(call);
                }
            }
        };
    }

    private Reply notServed(String path) {
        var methods = contract.operations().stream()
                .filter(operation -> operation.path().match(path).isPresent())
                .map(operation -> operation.method().toUpperCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
        return methods.isEmpty()
                ? Reply.problem(
                        404, "There is no " + path + " here; " + basePath + "/openapi.json tells what there is.")
                : Reply.problem(405, "Here only " + methods + " is served.").with("Allow", methods);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        int length = reply.body().length;
        exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
        try (var out = exchange.getResponseBody()) {
            out.write(reply.body());
        }
    }
}
