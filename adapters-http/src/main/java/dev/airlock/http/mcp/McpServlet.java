package dev.airlock.http.mcp;

import dev.airlock.application.call.ServerSnapshot;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.identity.AuthenticateToken;
import dev.airlock.application.identity.Authentication;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.Json;
import dev.airlock.http.FaultMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP side of {@code /mcp/{organization}/{server}}. Every request passes, in this order: its page's origin and the name it was sent to, who
 * sends it, what HTTP says of it, what is in it; nothing later is looked at before. An organization or a server that the caller does not
 * reach is answered as one that does not exist.
 */
final class McpServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient AllowedOrigins origins;
    private final transient AuthenticateToken authenticateToken;
    private final transient ServerSnapshots snapshots;
    private final transient Eras eras;
    private final transient Subscriptions subscriptions;
    private final transient StreamPlaces places;
    private final transient FaultMapper faults;
    private final int maxBody;

    McpServlet(
            AllowedOrigins origins,
            AuthenticateToken authenticateToken,
            ServerSnapshots snapshots,
            Eras eras,
            Subscriptions subscriptions,
            StreamPlaces places,
            FaultMapper faults,
            int maxBody) {
        this.origins = origins;
        this.authenticateToken = authenticateToken;
        this.snapshots = snapshots;
        this.eras = eras;
        this.subscriptions = subscriptions;
        this.places = places;
        this.faults = faults;
        this.maxBody = maxBody;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String origin = request.getHeader("Origin");
        if (!origins.allows(origin) || !origins.allowsHost(request.getServerName())) {
            refuse(response, 403, "requests from this origin, or to a host of this name, are not served");
            return;
        }
        if (origin != null) {
            Cors.expose(origin, response);
        }
        if (request.getMethod().equals("OPTIONS")) {
            Cors.preflight(request, response);
            return;
        }
        try {
            authenticate(request, response);
        } catch (RuntimeException e) {
            String message = faults.meet("the MCP endpoint", e);
            if (response.isCommitted()) {
                throw new IOException(message, e);
            }
            fail(response, null, RpcError.internal(message));
        }
    }

    private void authenticate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (BearerToken.isInUrl(request)) {
            challenge(response, BearerToken.challenge("a token in a URL is not accepted"));
            return;
        }
        String token = BearerToken.of(request);
        Supplier<Authentication> authentication = () -> authenticateToken.authenticate(token, request.getRemoteAddr());
        switch (authentication.get()) {
            case Authentication.Authenticated(Caller caller) -> admit(caller, authentication, request, response);
            case Authentication.Missing m -> challenge(response, BearerToken.challenge());
            case Authentication.Rejected r ->
                challenge(response, BearerToken.challenge("the token is unknown, revoked or expired"));
        }
    }

    private void admit(
            Caller caller,
            Supplier<Authentication> authentication,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST, OPTIONS");
            refuse(response, 405, "this endpoint takes POST alone; it has no sessions to read or delete");
        } else if (!MediaTypes.isJson(request)) {
            refuse(response, 415, "the Content-Type must be application/json");
        } else if (!MediaTypes.accepts(request, MediaTypes.JSON)) {
            refuse(response, 406, "the Accept header must name application/json and text/event-stream");
        } else {
            read(caller, authentication, request, response);
        }
    }

    private void read(
            Caller caller,
            Supplier<Authentication> authentication,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        byte[] body = RequestBody.read(request, maxBody);
        if (body == null) {
            refuse(response, 413, "a message may have " + maxBody + " bytes");
            return;
        }
        Message message = MessageReader.read(body);
        if (message instanceof Message.Malformed(Json id, RpcError error)) {
            fail(response, id, error);
            return;
        }
        ServerSnapshot snapshot = server(caller, request.getPathInfo());
        if (snapshot == null) {
            Json id = message instanceof Message.Request asked ? asked.id() : null;
            fail(response, id, RpcError.refused(404, "there is no such MCP server, or your token does not reach it"));
            return;
        }
        var exchange =
                new Exchange(caller, snapshot, name -> Collections.list(request.getHeaders(name)), authentication);
        reply(exchange, eras.answer(exchange, message), request, response);
    }

    private @Nullable ServerSnapshot server(Caller caller, @Nullable String path) {
        int slash = path == null ? -1 : path.indexOf('/', 1);
        if (path == null || slash < 0) {
            return null;
        }
        String organization = path.substring(1, slash);
        String server = path.substring(slash + 1);
        return caller.organization().slug().value().equals(organization) && Slug.isValid(server)
                ? snapshots.find(caller, new Slug(server))
                : null;
    }

    private void reply(Exchange exchange, Answer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (answer) {
            case Answer.Result(byte[] json) -> send(response, 200, json);
            case Answer.Failure(Json id, RpcError error) -> fail(response, id, error);
            case Answer.Accepted a -> response.setStatus(202);
            case Answer.Listening listening -> stream(exchange, listening, request, response);
        }
    }

    private void stream(
            Exchange exchange, Answer.Listening listening, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!MediaTypes.accepts(request, MediaTypes.EVENT_STREAM)) {
            fail(response, listening.id(), RpcError.refused(406, "the Accept header must name text/event-stream"));
        } else if (!places.take(exchange.caller().user())) {
            fail(response, listening.id(), RpcError.refused(429, "too many streams are open; close one"));
        } else {
            try {
                subscriptions.serve(exchange, listening, new EventStream(response, listening.id()));
            } finally {
                places.giveBack(exchange.caller().user());
            }
        }
    }

    private static void challenge(HttpServletResponse response, String challenge) throws IOException {
        response.setHeader("WWW-Authenticate", challenge);
        refuse(response, 401, "a valid token is needed; send the header Authorization: Bearer <token>");
    }

    private static void refuse(HttpServletResponse response, int status, String message) throws IOException {
        fail(response, null, RpcError.refused(status, message));
    }

    private static void fail(HttpServletResponse response, @Nullable Json id, RpcError error) throws IOException {
        if (error.status() == 503 || error.status() == 429) {
            response.setHeader("Retry-After", "5");
        }
        send(response, error.status(), ResultFrame.error(id, error));
    }

    private static void send(HttpServletResponse response, int status, byte[] json) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaTypes.JSON);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
