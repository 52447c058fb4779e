package dev.airlock.bootstrap.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airlock.application.connection.ConnectByOAuth;
import dev.airlock.bootstrap.Node;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Slug;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A person who connects to a server by signing in at its service, with a browser of their own. */
final class ServiceVisit {
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final Node node;
    private final Caller caller;
    private final String callback;

    ServiceVisit(Node node, Caller caller, String callback) {
        this.node = node;
        this.caller = caller;
        this.callback = callback;
    }

    /** Signs in there as the caller, and comes back connected. */
    void connect(Slug server) throws IOException, InterruptedException {
        var verb = node.instance(ConnectByOAuth.class);
        String session = UUID.randomUUID().toString();
        URI asked = ProofApi.must(verb.begin(
                caller, new ConnectByOAuth.Wish(server, false, List.of("openid"), Map.of(), session, callback)));
        Map<String, String> answer = AgreeingPerson.parameters(signIn(asked));
        ProofApi.must(verb.finish(
                caller,
                new ConnectByOAuth.Return(
                        server, answer.get("state"), answer.get("code"), answer.get("error"), session, callback)));
    }

    /** Goes wherever it is sent, and signs in where it is asked to. */
    private URI signIn(URI asked) throws IOException, InterruptedException {
        URI at = asked;
        while (!at.toString().startsWith(callback)) {
            var response = send(HttpRequest.newBuilder(at));
            if (response.statusCode() == 200) {
                String login =
                        URLEncoder.encode(caller.membership().person().email().toString(), UTF_8);
                response = send(HttpRequest.newBuilder(at)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("login=" + login)));
            }
            int status = response.statusCode();
            String body = response.body();
            at = at.resolve(response.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new AssertionError("the service answered " + status + " " + body)));
        }
        return at;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }
}
