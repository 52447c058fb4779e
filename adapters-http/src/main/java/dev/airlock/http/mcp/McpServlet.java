package dev.airlock.http.mcp;

import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import dev.airlock.http.FaultMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The HTTP side of {@code /mcp/{organization}/{server}}: which pages may come in, under which names, and how an answer goes out. */
final class McpServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final RpcError UNAUTHORIZED =
            RpcError.refused(401, "a valid token is needed; send the header Authorization: Bearer <token>");
    private static final RpcError NO_CALL = RpcError.refused(
            400, "the header Mcp-Method says tools/call, the message is another; send what the header says");

    private final transient AllowedOrigins origins;
    private final transient RequestHandler handler;
    private final transient Subscriptions subscriptions;
    private final transient StreamPlaces places;
    private final transient LongCalls longCalls;
    private final transient FaultMapper faults;

    McpServlet(
            AllowedOrigins origins,
            RequestHandler handler,
            Subscriptions subscriptions,
            StreamPlaces places,
            LongCalls longCalls,
            FaultMapper faults) {
        this.origins = origins;
        this.handler = handler;
        this.subscriptions = subscriptions;
        this.places = places;
        this.longCalls = longCalls;
        this.faults = faults;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String origin = request.getHeader("Origin");
        if (!origins.allows(origin) || !origins.allowsHost(request.getServerName())) {
            fail(response, null, RpcError.refused(403, "this origin, or this host name, is not served"));
            return;
        }
        if (origin != null) {
            Cors.expose(origin, response);
        }
        if (request.getMethod().equals("OPTIONS")) {
            Cors.preflight(request, response);
            return;
        }
        LongCall call = longCalls.begin(request, response);
        if (call == null) {
            send(response, answer(request), request);
        } else {
            serve(call, request, response);
        }
    }

    private void serve(LongCall call, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Answer answer = answer(request);
            if (!call.answer(() -> message(answer))) {
                send(response, answer, request);
            }
        } finally {
            longCalls.end(call);
        }
    }

    private static byte[] message(Answer answer) {
        return switch (answer) {
            case Answer.Result(byte[] json) -> json;
            case Answer.Failure(Json id, RpcError error) -> ResultFrame.error(id, error);
            case Answer.Unauthorized u -> ResultFrame.error(null, UNAUTHORIZED);
            case Answer.Accepted a -> ResultFrame.error(null, NO_CALL);
            case Answer.Listening l -> ResultFrame.error(null, NO_CALL);
        };
    }

    private Answer answer(HttpServletRequest request) throws IOException {
        try {
            return handler.answer(request);
        } catch (RuntimeException e) {
            return new Answer.Failure(null, RpcError.internal(faults.meet("the MCP endpoint", e)));
        }
    }

    private void send(HttpServletResponse response, Answer answer, HttpServletRequest request) throws IOException {
        switch (answer) {
            case Answer.Result(byte[] json) -> send(response, 200, json);
            case Answer.Accepted a -> response.setStatus(202);
            case Answer.Listening listening -> stream(response, listening, request);
            case Answer.Failure(Json id, RpcError error) -> fail(response, id, error);
            case Answer.Unauthorized(String challenge) -> {
                response.setHeader("WWW-Authenticate", challenge);
                fail(response, null, UNAUTHORIZED);
            }
        }
    }

    private void stream(HttpServletResponse response, Answer.Listening listening, HttpServletRequest request)
            throws IOException {
        UserId user = listening.exchange().caller().user();
        if (!MediaTypes.accepts(request, MediaTypes.EVENT_STREAM)) {
            fail(response, listening.id(), RpcError.refused(406, "the Accept header must name text/event-stream"));
            return;
        }
        if (!places.take(user)) {
            fail(response, listening.id(), RpcError.refused(429, "too many streams are open; close one"));
            return;
        }
        try {
            subscriptions.serve(listening, new SubscriptionStream(response, listening.id()));
        } catch (RuntimeException e) {
            throw new IOException(faults.meet("a stream of the MCP endpoint", e), e);
        } finally {
            places.giveBack(user);
        }
    }

    private static void fail(HttpServletResponse response, @Nullable Json id, RpcError error) throws IOException {
        switch (error.status()) {
            case 405 -> response.setHeader("Allow", "POST, OPTIONS");
            case 429, 503 -> response.setHeader("Retry-After", "5");
            default -> {}
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
