package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The protocol of 2026-07-28, in which every request carries all that it needs. */
final class ModernEdition implements Edition {
    static final String VERSION = "2026-07-28";

    private static final String PROTOCOL_VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final String CLIENT_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    private static final long TTL_MILLIS = 60_000;

    private final ToolMethods tools;
    private final ResultFrame frame;
    private final CallResults results;
    private final RequiredInput requiredInput;
    private final Tasks tasks;
    private final ParameterHeaders parameterHeaders = new ParameterHeaders();

    ModernEdition(ToolMethods tools, CallResults results, ResultFrame frame, RequiredInput requiredInput, Tasks tasks) {
        this.tools = tools;
        this.frame = frame;
        this.results = results;
        this.requiredInput = requiredInput;
        this.tasks = tasks;
    }

    /** Returns whether the message says by itself that it is of this era. */
    static boolean claims(Json.Obj params) {
        Json.Obj meta = params.object("_meta");
        return meta != null && meta.get(PROTOCOL_VERSION) != null;
    }

    @Override
    public Answer answer(Exchange exchange, Message.Request request) {
        RpcError fault = fault(exchange.channel(), request);
        if (fault != null) {
            return new Answer.Failure(request.id(), fault);
        }
        return switch (request.method()) {
            case "server/discover" -> discover(exchange, request);
            case "tools/list" -> tools.list(exchange, request, frame, ModernEdition::cacheHints);
            case "tools/call" ->
                tools.call(
                        exchange,
                        request,
                        results,
                        (tool, arguments) -> exchange.channel().isSocket()
                                ? null
                                : parameterHeaders.fault(tool, arguments, exchange.headers()),
                        pending -> run(exchange, pending));
            case "subscriptions/listen" -> listen(exchange, request);
            case "tasks/get", "tasks/update", "tasks/cancel" ->
                Tasks.areDeclaredIn(capabilities(request))
                        ? tasks.answer(exchange, request)
                        : new Answer.Failure(request.id(), RpcError.undeclaredExtension(Tasks.EXTENSION));
            default -> new Answer.Failure(request.id(), RpcError.unknownMethod(404, request.method()));
        };
    }

    /** What a client can be asked it says with each request. */
    private Answer.Outcome run(Exchange exchange, PendingCall pending) {
        Json.Obj capabilities = capabilities(pending.request());
        Answer.Outcome outcome =
                UrlElicitation.isDeclaredIn(capabilities) ? requiredInput.run(exchange, pending) : pending.run();
        return outcome instanceof Answer.Waiting waiting && Tasks.areDeclaredIn(capabilities)
                ? tasks.begin(waiting)
                : outcome;
    }

    private static Json.@Nullable Obj capabilities(Message.Request request) {
        Json.Obj meta = request.params().object("_meta");
        return meta == null ? null : meta.object(CLIENT_CAPABILITIES);
    }

    @Override
    public Answer take(Exchange exchange) {
        return new Answer.Accepted();
    }

    /** The order is the reference's: an incomplete request, then its version, then its headers, of which a frame of a WebSocket has none. */
    private static @Nullable RpcError fault(Channel channel, Message.Request request) {
        Json.Obj meta = request.params().object("_meta");
        String version = meta == null ? null : meta.text(PROTOCOL_VERSION);
        if (meta == null || version == null) {
            return RpcError.incompleteMeta("params._meta[\"" + PROTOCOL_VERSION + "\"] must be a string");
        }
        if (meta.object(CLIENT_CAPABILITIES) == null) {
            return RpcError.incompleteMeta("params._meta[\"" + CLIENT_CAPABILITIES + "\"] must be an object");
        }
        RpcError mismatch = channel.isSocket() ? null : HeaderRules.versionFault(channel.headers(), version);
        if (mismatch != null) {
            return mismatch;
        }
        if (!version.equals(VERSION)) {
            return RpcError.unsupportedVersion(version, VERSION);
        }
        return channel.isSocket() ? null : HeaderRules.methodFault(channel.headers(), request);
    }

    @Override
    public Answer listen(Exchange exchange) {
        return new Answer.Failure(null, RpcError.refused(405, RpcError.ONLY_POST));
    }

    private Answer discover(Exchange exchange, Message.Request request) {
        return frame.result(request.id(), 512, out -> {
            out.name("supportedVersions")
                    .value(Json.strings(List.of(VERSION)))
                    .name("capabilities")
                    .value(Json.object()
                            .put("tools", Json.object().put("listChanged", true).build())
                            .put(
                                    "extensions",
                                    Json.object()
                                            .put(Tasks.EXTENSION, Json.Obj.EMPTY)
                                            .build())
                            .build())
                    .name("instructions")
                    .text(ServerInfo.instructions(exchange.caller(), exchange.snapshot()));
            cacheHints(out);
        });
    }

    private static Answer listen(Exchange exchange, Message.Request request) {
        Json.Obj wanted = request.params().object("notifications");
        return wanted == null
                ? new Answer.Failure(request.id(), RpcError.invalidParams("params.notifications must be an object"))
                : new Answer.Listening(
                        exchange,
                        request.id(),
                        messages -> new SubscriptionStream(messages, request.id(), wanted.isTrue("toolsListChanged")));
    }

    /** What a caller sees depends on who they are, so no shared cache may keep it. */
    private static void cacheHints(JsonWriter out) {
        out.name("ttlMs").number(TTL_MILLIS).name("cacheScope").text("private");
    }
}
