package dev.airlock.http.mcp;

import dev.airlock.application.call.ServerSnapshot;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.identity.Authentication;
import dev.airlock.application.oauth.AuthenticateAgent;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.http.FaultMapper;
import dev.airlock.http.web.MediaTypes;
import dev.airlock.http.web.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From a request to its answer: who sends it, what HTTP says of it, what is in it, in this order; nothing later is looked at before. An
 * organization or a server that the caller does not reach is answered as one that does not exist.
 */
final class RequestHandler {
    private final AuthenticateAgent authenticateAgent;
    private final Challenges challenges;
    private final ServerSnapshots snapshots;
    private final Eras eras;
    private final FaultMapper faults;
    private final int maxBody;

    RequestHandler(
            AuthenticateAgent authenticateAgent,
            Challenges challenges,
            ServerSnapshots snapshots,
            Eras eras,
            FaultMapper faults,
            int maxBody) {
        this.authenticateAgent = authenticateAgent;
        this.challenges = challenges;
        this.snapshots = snapshots;
        this.eras = eras;
        this.faults = faults;
        this.maxBody = maxBody;
    }

    Answer answer(HttpServletRequest request) throws IOException {
        McpResource resource = McpResource.of(request.getServletPath() + request.getPathInfo());
        if (BearerToken.isInUrl(request)) {
            return challenges.invalid(request, resource, "a token in a URL is not accepted");
        }
        String token = BearerToken.of(request);
        Supplier<Authentication> authentication =
                () -> authenticateAgent.authenticate(token, request.getRemoteAddr(), resource);
        return switch (authentication.get()) {
            case Authentication.Authenticated(Caller caller) -> admit(request, resource, caller, authentication);
            case Authentication.Missing m -> challenges.missing(request, resource);
            case Authentication.Rejected r ->
                challenges.invalid(
                        request, resource, "the token is unknown, revoked, expired or for another MCP server");
        };
    }

    private Answer admit(
            HttpServletRequest request,
            @Nullable McpResource resource,
            Caller caller,
            Supplier<Authentication> authentication)
            throws IOException {
        if (request.getMethod().equals("GET") && request.getHeader(RequestHeaders.SESSION) != null) {
            return converse(request, resource, caller, authentication, new Message.Opening());
        }
        if (!request.getMethod().equals("POST")) {
            return refused(405, RpcError.ONLY_POST);
        }
        if (!MediaTypes.isJson(request)) {
            return refused(415, "the Content-Type must be application/json");
        }
        if (!MediaTypes.accepts(request, MediaTypes.JSON)) {
            return refused(406, "the Accept header must name application/json and text/event-stream");
        }
        byte[] body = RequestBody.read(request, maxBody);
        if (body == null) {
            return refused(413, "a message may have " + maxBody + " bytes");
        }
        return converse(request, resource, caller, authentication, MessageReader.read(body));
    }

    private Answer converse(
            HttpServletRequest request,
            @Nullable McpResource resource,
            Caller caller,
            Supplier<Authentication> authentication,
            Message message) {
        if (message instanceof Message.Malformed(Json id, RpcError error)) {
            return new Answer.Failure(id, error);
        }
        Json id = message instanceof Message.Request(Json given, var method, var params) ? given : null;
        try {
            ServerSnapshot snapshot = server(caller, resource);
            if (snapshot == null) {
                return new Answer.Failure(
                        id, RpcError.refused(404, "there is no such MCP server, or your token does not reach it"));
            }
            RequestHeaders headers = name -> Collections.list(request.getHeaders(name));
            return eras.answer(new Exchange(caller, snapshot, headers, authentication), message);
        } catch (RuntimeException e) {
            return new Answer.Failure(id, RpcError.internal(faults.meet("the MCP endpoint", e)));
        }
    }

    private @Nullable ServerSnapshot server(Caller caller, @Nullable McpResource resource) {
        return resource != null
                        && resource.server() != null
                        && resource.organization().equals(caller.organization().slug())
                ? snapshots.find(caller, resource.server())
                : null;
    }

    private static Answer refused(int status, String message) {
        return new Answer.Failure(null, RpcError.refused(status, message));
    }
}
