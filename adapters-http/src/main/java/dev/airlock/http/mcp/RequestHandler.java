package dev.airlock.http.mcp;

import dev.airlock.application.identity.Authentication;
import dev.airlock.application.identity.TokenReference;
import dev.airlock.application.oauth.AuthenticateAgent;
import dev.airlock.application.oauth.ConnectByTicket;
import dev.airlock.application.oauth.Resources;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.http.web.MediaTypes;
import dev.airlock.http.web.Origin;
import dev.airlock.http.web.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From a request to its answer: who sends it, what HTTP says of it, what is in it, in this order; nothing later is looked at before. */
final class RequestHandler {
    private final AuthenticateAgent authenticateAgent;
    private final ConnectByTicket tickets;
    private final Resources resources;
    private final Challenges challenges;
    private final Dispatcher dispatcher;
    private final int maxBody;

    /**
     * What a request asks for.
     *
     * @param endpoint the path of the MCP endpoint
     * @param resource the endpoint, null where the path is of none
     * @param wantsTicket whether it asks for a ticket to it, rather than for itself
     */
    private record Visit(
            HttpServletRequest request,
            String endpoint,
            @Nullable McpResource resource,
            boolean wantsTicket) {}

    RequestHandler(
            AuthenticateAgent authenticateAgent,
            ConnectByTicket tickets,
            Resources resources,
            Dispatcher dispatcher,
            int maxBody) {
        this.authenticateAgent = authenticateAgent;
        this.tickets = tickets;
        this.resources = resources;
        this.challenges = new Challenges(resources);
        this.dispatcher = dispatcher;
        this.maxBody = maxBody;
    }

    HttpAnswer answer(HttpServletRequest request) throws IOException {
        Visit visit = visit(request);
        McpResource resource = visit.resource();
        String address = request.getRemoteAddr();
        String ticket = Ticket.of(request);
        if (ticket != null) {
            TokenReference token = resource == null ? null : tickets.redeem(ticket, resource);
            return token == null
                    ? invalid(visit, "the ticket is used up, too old or for another MCP server")
                    : enter(visit, () -> authenticateAgent.authenticate(token, address, resource));
        }
        if (BearerToken.isInUrl(request)) {
            return invalid(visit, "a token in a URL is not accepted");
        }
        String token = BearerToken.of(request);
        return enter(visit, () -> authenticateAgent.authenticate(token, address, resource));
    }

    private static Visit visit(HttpServletRequest request) {
        String path = request.getServletPath() + request.getPathInfo();
        boolean wantsTicket = Ticket.isIssuedAt(path);
        String endpoint = wantsTicket ? path.substring(0, path.length() - Ticket.PATH.length()) : path;
        return new Visit(request, endpoint, McpResource.of(endpoint), wantsTicket);
    }

    private HttpAnswer enter(Visit visit, Supplier<Authentication> authentication) throws IOException {
        return switch (authentication.get()) {
            case Authentication.Authenticated(Caller caller) -> admit(visit, caller, channel(visit, authentication));
            case Authentication.Missing m -> challenges.missing(visit.request(), visit.resource(), visit.endpoint());
            case Authentication.Rejected r ->
                invalid(visit, "the token is unknown, revoked, expired or for another MCP server");
        };
    }

    private HttpAnswer invalid(Visit visit, String description) {
        return challenges.invalid(visit.request(), visit.resource(), visit.endpoint(), description);
    }

    private static Channel channel(Visit visit, Supplier<Authentication> authentication) {
        HttpServletRequest request = visit.request();
        return new Channel(visit.resource(), name -> Collections.list(request.getHeaders(name)), authentication, false);
    }

    private HttpAnswer admit(Visit visit, Caller caller, Channel channel) throws IOException {
        HttpServletRequest request = visit.request();
        if (visit.wantsTicket()) {
            return issue(visit, caller, channel);
        }
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

    private HttpAnswer issue(Visit visit, Caller caller, Channel channel) {
        if (!visit.request().getMethod().equals("POST")) {
            return refused(405, "a ticket is issued to a POST");
        }
        McpResource resource = visit.resource();
        String token = BearerToken.of(visit.request());
        if (resource == null || token == null || dispatcher.exchange(caller, channel) == null) {
            return new Answer.Failure(null, RpcError.NO_SERVER);
        }
        String ticket = tickets.issue(token, resource);
        return ticket == null
                ? invalid(visit, "the token was revoked just now")
                : new HttpAnswer.Issued(new Ticket(ticket, Origin.of(visit.request(), resources) + visit.endpoint()));
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
