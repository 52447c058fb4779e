package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The protocol that begins with {@code initialize}, from 2024-11-05 to 2025-11-25, without sessions and without streams. */
final class LegacyEdition implements Edition {
    private static final String NEWEST = "2025-11-25";
    private static final List<String> VERSIONS = List.of(NEWEST, "2025-06-18", "2025-03-26", "2024-11-05");

    private final ToolMethods tools;
    private final CallResults results;
    private final ServerInfo server;

    LegacyEdition(ToolMethods tools, String baseUrl, ServerInfo server) {
        this.tools = tools;
        this.results = new CallResults(ResultFrame.LEGACY, baseUrl);
        this.server = server;
    }

    @Override
    public Answer answer(Exchange exchange, Message.Request request) {
        if (request.method().equals("initialize")) {
            return initialize(exchange, request);
        }
        RpcError fault = versionFault(exchange);
        if (fault != null) {
            return new Answer.Failure(request.id(), fault);
        }
        return switch (request.method()) {
            case "ping" -> ResultFrame.LEGACY.result(request.id(), 0, out -> {});
            case "tools/list" -> tools.list(exchange, request, ResultFrame.LEGACY, out -> {});
            case "tools/call" -> atOnce(tools.call(exchange, request, results, (tool, arguments) -> null));
            default -> new Answer.Failure(request.id(), RpcError.unknownMethod(200, request.method()));
        };
    }

    @Override
    public Answer take(Exchange exchange) {
        RpcError fault = versionFault(exchange);
        return fault == null ? new Answer.Accepted() : new Answer.Failure(null, fault);
    }

    private static Answer atOnce(Answer answer) {
        return answer instanceof Answer.Calling(Json id, Supplier<Answer.Response> call) ? call.get() : answer;
    }

    private Answer initialize(Exchange exchange, Message.Request request) {
        String wanted = request.params().text("protocolVersion");
        if (wanted == null) {
            return new Answer.Failure(
                    request.id(),
                    RpcError.invalidParams("params.protocolVersion must be a string, such as \"" + NEWEST + "\""));
        }
        return ResultFrame.LEGACY.result(
                request.id(),
                512,
                out -> out.name("protocolVersion")
                        .text(VERSIONS.contains(wanted) ? wanted : NEWEST)
                        .name("capabilities")
                        .value(Json.object()
                                .put(
                                        "tools",
                                        Json.object().put("listChanged", false).build())
                                .build())
                        .name("serverInfo")
                        .value(server.json())
                        .name("instructions")
                        .text(ServerInfo.instructions(exchange.caller(), exchange.snapshot())));
    }

    /** Clients of 2025-03-26 and before send no header. */
    private static @Nullable RpcError versionFault(Exchange exchange) {
        for (String version : exchange.headers().all(RequestHeaders.VERSION)) {
            if (!VERSIONS.contains(version)) {
                return RpcError.refused(
                        400,
                        "MCP-Protocol-Version " + RpcError.quoted(version)
                                + " is not served; after initialize these are: " + String.join(", ", VERSIONS));
            }
        }
        return null;
    }
}
