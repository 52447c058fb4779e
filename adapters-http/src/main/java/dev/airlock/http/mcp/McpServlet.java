package dev.airlock.http.mcp;

import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import dev.airlock.http.FaultMapper;
import dev.airlock.http.web.Cors;
import dev.airlock.http.web.MediaTypes;
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

    private final transient Cors cors;
    private final transient RequestHandler handler;
    private final transient Subscriptions subscriptions;
    private final transient Places places;
    private final transient LongCalls longCalls;
    private final transient HeldCalls heldCalls;
    private final transient Dispatcher dispatcher;
    private final transient Sockets sockets;
    private final transient FaultMapper faults;

    McpServlet(
            Cors cors,
            RequestHandler handler,
            Subscriptions subscriptions,
            Places places,
            LongCalls longCalls,
            HeldCalls heldCalls,
            Dispatcher dispatcher,
            Sockets sockets,
            FaultMapper faults) {
        this.cors = cors;
        this.handler = handler;
        this.subscriptions = subscriptions;
        this.places = places;
        this.longCalls = longCalls;
        this.heldCalls = heldCalls;
        this.dispatcher = dispatcher;
        this.sockets = sockets;
        this.faults = faults;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (cors.meet(request, response)) {
            case REFUSED ->
                fail(response, null, RpcError.refused(403, "this origin, or this host name, is not served"));
            case ANSWERED -> {}
            case ADMITTED -> send(response, answer(request), request);
        }
    }

    private HttpAnswer answer(HttpServletRequest request) throws IOException {
        try {
            return handler.answer(request);
        } catch (RuntimeException e) {
            return new Answer.Failure(null, RpcError.internal(faults.meet("the MCP endpoint", e)));
        }
    }

    private void send(HttpServletResponse response, HttpAnswer answer, HttpServletRequest request) throws IOException {
        switch (answer) {
            case Answer.Response ready -> send(response, ready);
            case Answer.Waiting waiting -> hold(response, waiting, null, request);
            case Answer.Calling calling -> call(response, calling, request);
            case Answer.Accepted a -> response.setStatus(202);
            case Answer.Listening listening -> stream(response, listening, request);
            case HttpAnswer.Upgrade(Exchange exchange) -> upgrade(response, exchange, request);
            case HttpAnswer.Issued(Ticket ticket) -> {
                response.setHeader("Cache-Control", "no-store");
                send(response, 201, ticket.json());
            }
            case HttpAnswer.Unauthorized(String challenge) -> {
                response.setHeader("WWW-Authenticate", challenge);
                fail(response, null, UNAUTHORIZED);
            }
        }
    }

    private void call(HttpServletResponse response, Answer.Calling calling, HttpServletRequest request)
            throws IOException {
        if (!MediaTypes.accepts(request, MediaTypes.EVENT_STREAM)) {
            send(response, dispatcher.answer(calling), request);
            return;
        }
        LongCall call = longCalls.begin(response);
        try {
            switch (dispatcher.answer(calling)) {
                case Answer.Response ready -> {
                    if (!call.answer(ready::json)) {
                        send(response, ready);
                    }
                }
                case Answer.Waiting waiting -> hold(response, waiting, call.release(), request);
            }
        } finally {
            longCalls.end(call);
        }
    }

    private void hold(
            HttpServletResponse response,
            Answer.Waiting waiting,
            @Nullable EventStream begun,
            HttpServletRequest request)
            throws IOException {
        if (heldCalls.hold(waiting, request, response, begun)) {
            return;
        }
        if (begun == null) {
            send(response, waiting.pending());
        } else {
            begun.send(waiting.pending().json());
        }
    }

    private void upgrade(HttpServletResponse response, Exchange exchange, HttpServletRequest request)
            throws IOException {
        RpcError refusal = open(exchange, request, response);
        if (refusal != null) {
            fail(response, null, refusal);
        }
    }

    private @Nullable RpcError open(Exchange exchange, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            return sockets.open(exchange, request, response);
        } catch (RuntimeException e) {
            return RpcError.internal(faults.meet("a WebSocket of the MCP endpoint", e));
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
            subscriptions.serve(listening.exchange(), listening.stream().open(new EventStream(response)));
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

    /** Sends a response that is no stream. */
    static void send(HttpServletResponse response, Answer.Response ready) throws IOException {
        switch (ready) {
            case Answer.Result(byte[] json) -> send(response, 200, json);
            case Answer.Begun(Answer.Result(byte[] json), String session) -> {
                response.setHeader(RequestHeaders.SESSION, session);
                send(response, 200, json);
            }
            case Answer.Failure(Json id, RpcError error) -> fail(response, id, error);
        }
    }

    private static void send(HttpServletResponse response, int status, byte[] json) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaTypes.JSON);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
