package dev.airlock.http.mcp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers that every modern request repeats from its body, so that proxies can route it without reading that. */
final class HeaderRules {
    private static final String METHOD = "Mcp-Method";
    private static final String NAME = "Mcp-Name";

    private HeaderRules() {}

    static @Nullable RpcError versionFault(RequestHeaders headers, String version) {
        return fault(headers, RequestHeaders.VERSION, version, false);
    }

    static @Nullable RpcError methodFault(RequestHeaders headers, Message.Request request) {
        RpcError fault = fault(headers, METHOD, request.method(), false);
        String named = fault == null ? named(request) : null;
        return named == null ? fault : fault(headers, NAME, named, true);
    }

    private static @Nullable String named(Message.Request request) {
        return switch (request.method()) {
            case "tools/call", "prompts/get" -> request.params().text("name");
            case "resources/read" -> request.params().text("uri");
            case "tasks/get", "tasks/update", "tasks/cancel" -> request.params().text("taskId");
            default -> null;
        };
    }

    private static @Nullable RpcError fault(RequestHeaders headers, String name, String expected, boolean encoded) {
        List<String> values = headers.all(name);
        if (values.size() != 1) {
            return RpcError.headerMismatch(
                    "the header " + name + (values.isEmpty() ? " is missing" : " stands there more than once"));
        }
        String raw = values.getFirst();
        String value = encoded ? HeaderValue.decode(raw) : raw.strip();
        return expected.equals(value)
                ? null
                : RpcError.headerMismatch("the header " + name + " does not say what the body says");
    }
}
