package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The protocol that begins with {@code initialize}, from 2024-11-05 to 2025-11-25: over HTTP without sessions and without streams, but for clients that can
 * be asked to open a page.
 */
final class LegacyEdition implements Edition {
    private static final String NEWEST = "2025-11-25";
    private static final List<String> VERSIONS = List.of(NEWEST, "2025-06-18", "2025-03-26", "2024-11-05");

    private final ToolMethods tools;
    private final CallResults results;
    private final ServerInfo server;
    private final SessionCalls sessionCalls;

    LegacyEdition(ToolMethods tools, String baseUrl, ServerInfo server, SessionCalls sessionCalls) {
        this.tools = tools;
        this.results = new CallResults(ResultFrame.LEGACY, baseUrl);
        this.server = server;
        this.sessionCalls = sessionCalls;
    }

    @Override
    public Answer answer(Exchange exchange, Message.Request request) {
        if (request.method().equals("initialize")) {
            return initialize(exchange, request);
        }
        RpcError fault = fault(exchange);
        if (fault != null) {
            return new Answer.Failure(request.id(), fault);
        }
        return switch (request.method()) {
            case "ping" -> ResultFrame.LEGACY.result(request.id(), 0, out -> {});
            case "tools/list" -> tools.list(exchange, request, ResultFrame.LEGACY, out -> {});
            case "tools/call" ->
                call(
                        exchange,
                        tools.call(
                                exchange,
                                request,
                                results,
                                (tool, arguments) -> null,
                                pending -> sessionCalls.run(exchange, pending)));
            default -> new Answer.Failure(request.id(), RpcError.unknownMethod(200, request.method()));
        };
    }

    @Override
    public Answer take(Exchange exchange) {
        RpcError fault = fault(exchange);
        return fault == null ? new Answer.Accepted() : new Answer.Failure(null, fault);
    }

    @Override
    public Answer listen(Exchange exchange) {
        RpcError fault = fault(exchange);
        String session = SessionCalls.session(exchange);
        if (exchange.channel().isSocket()) {
            return new Answer.Listening(
                    exchange,
                    null,
                    messages ->
                            new ListStream(messages, session == null ? null : new SessionStream(messages, session)));
        }
        return fault == null && session != null
                ? new Answer.Listening(exchange, null, messages -> new SessionStream(messages, session))
                : new Answer.Failure(null, fault == null ? RpcError.refused(405, RpcError.ONLY_POST) : fault);
    }

    /** Over HTTP no client of this era takes a stream for an answer, so that whoever asks may as well wait. */
    private static Answer call(Exchange exchange, Answer answer) {
        return answer instanceof Answer.Calling(Json id, Supplier<Answer.Outcome> call)
                        && !exchange.channel().isSocket()
                ? call.get()
                : answer;
    }

    private Answer initialize(Exchange exchange, Message.Request request) {
        String wanted = request.params().text("protocolVersion");
        if (wanted == null) {
            return new Answer.Failure(
                    request.id(),
                    RpcError.invalidParams("params.protocolVersion must be a string, such as \"" + NEWEST + "\""));
        }
        String agreed = VERSIONS.contains(wanted) ? wanted : NEWEST;
        Answer.Result result = initialized(exchange, request, agreed);
        boolean canBeAsked = agreed.equals(NEWEST)
                && UrlElicitation.isDeclaredIn(request.params().object("capabilities"));
        return canBeAsked ? new Answer.Begun(result, sessionCalls.begin(exchange)) : result;
    }

    private Answer.Result initialized(Exchange exchange, Message.Request request, String agreed) {
        return ResultFrame.LEGACY.result(
                request.id(),
                512,
                out -> out.name("protocolVersion")
                        .text(agreed)
                        .name("capabilities")
                        .value(Json.object()
                                .put(
                                        "tools",
                                        Json.object()
                                                .put(
                                                        "listChanged",
                                                        exchange.channel().isSocket())
                                                .build())
                                .build())
                        .name("serverInfo")
                        .value(server.json())
                        .name("instructions")
                        .text(ServerInfo.instructions(exchange.caller(), exchange.snapshot())));
    }

    private @Nullable RpcError fault(Exchange exchange) {
        RpcError fault = versionFault(exchange);
        return fault == null ? sessionCalls.fault(exchange) : fault;
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
