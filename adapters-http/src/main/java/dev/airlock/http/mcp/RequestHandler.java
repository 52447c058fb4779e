package dev.airlock.http.mcp;

import dev.airlock.application.identity.Authentication;
import dev.airlock.application.oauth.AuthenticateAgent;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.http.web.MediaTypes;
import dev.airlock.http.web.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From a request to its answer: who sends it, what HTTP says of it, what is in it, in this order; nothing later is looked at before. */
final class RequestHandler {
    private final AuthenticateAgent authenticateAgent;
    private final Challenges challenges;
    private final Dispatcher dispatcher;
    private final int maxBody;

    RequestHandler(AuthenticateAgent authenticateAgent, Challenges challenges, Dispatcher dispatcher, int maxBody) {
        this.authenticateAgent = authenticateAgent;
        this.challenges = challenges;
        this.dispatcher = dispatcher;
        this.maxBody = maxBody;
    }

    HttpAnswer answer(HttpServletRequest request) throws IOException {
        McpResource resource = McpResource.of(request.getServletPath() + request.getPathInfo());
        if (BearerToken.isInUrl(request)) {
            return challenges.invalid(request, resource, "a token in a URL is not accepted");
        }
        String token = BearerToken.of(request);
        String address = request.getRemoteAddr();
        Supplier<Authentication> authentication = () -> authenticateAgent.authenticate(token, address, resource);
        return switch (authentication.get()) {
            case Authentication.Authenticated(Caller caller) ->
                admit(request, caller, channel(request, resource, authentication));
            case Authentication.Missing m -> challenges.missing(request, resource);
            case Authentication.Rejected r ->
                challenges.invalid(
                        request, resource, "the token is unknown, revoked, expired or for another MCP server");
        };
    }

    private static Channel channel(
            HttpServletRequest request, @Nullable McpResource resource, Supplier<Authentication> authentication) {
        return new Channel(resource, name -> Collections.list(request.getHeaders(name)), authentication, false);
    }

    private HttpAnswer admit(HttpServletRequest request, Caller caller, Channel channel) throws IOException {
        if (request.getMethod().equals("GET")) {
            return open(request, caller, channel);
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
        return dispatcher.answer(caller, channel, MessageReader.read(body));
    }

    private HttpAnswer open(HttpServletRequest request, Caller caller, Channel channel) {
        if (Handshake.isAskedFor(request)) {
            return upgrade(request, caller, channel);
        }
        return request.getHeader(RequestHeaders.SESSION) == null
                ? refused(405, RpcError.ONLY_POST)
                : dispatcher.answer(caller, channel, new Message.Opening());
    }

    private HttpAnswer upgrade(HttpServletRequest request, Caller caller, Channel channel) {
        String fault = Handshake.fault(request);
        if (fault != null) {
            return refused(400, fault);
        }
        Exchange exchange = dispatcher.exchange(caller, channel);
        return exchange == null ? new Answer.Failure(null, RpcError.NO_SERVER) : new HttpAnswer.Upgrade(exchange);
    }

    private static Answer refused(int status, String message) {
        return new Answer.Failure(null, RpcError.refused(status, message));
    }
}
