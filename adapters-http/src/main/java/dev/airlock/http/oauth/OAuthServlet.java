package dev.airlock.http.oauth;

import dev.airlock.application.oauth.OAuthError;
import dev.airlock.http.FaultMapper;
import dev.airlock.http.web.Cors;
import dev.airlock.http.web.MediaTypes;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The HTTP side of an endpoint: which pages may ask, by which method, and how an answer goes out. No cookie is read or set. */
final class OAuthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final String method;
    private final transient Endpoint endpoint;
    private final transient Cors cors;
    private final transient FaultMapper faults;

    /** Opens an endpoint for GET, which means HEAD too, or for POST. */
    OAuthServlet(String method, Endpoint endpoint, Cors cors, FaultMapper faults) {
        this.method = method;
        this.endpoint = endpoint;
        this.cors = cors;
        this.faults = faults;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        switch (cors.meet(request, response)) {
            case REFUSED ->
                send(
                        response,
                        Reply.of(403, OAuthError.invalidRequest("this origin, or this host name, is not served")));
            case ANSWERED -> {}
            case ADMITTED -> send(response, answer(request));
        }
    }

    private Reply answer(HttpServletRequest request) throws IOException {
        String asked = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        if (!asked.equals(method)) {
            return Reply.of(405, OAuthError.invalidRequest("this endpoint takes " + method))
                    .with("Allow", (method.equals("GET") ? "GET, HEAD" : method) + ", OPTIONS");
        }
        try {
            return endpoint.answer(request);
        } catch (RuntimeException e) {
            return Reply.of(500, new OAuthError("server_error", faults.meet("the authorization server", e)));
        }
    }

    private static void send(HttpServletResponse response, Reply reply) throws IOException {
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        response.setContentType(MediaTypes.JSON);
        response.setContentLength(reply.json().length);
        response.getOutputStream().write(reply.json());
    }
}
