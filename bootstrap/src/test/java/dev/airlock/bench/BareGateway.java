package dev.airlock.bench;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.json.JsonWriter;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/**
 * The floor: Jetty's own handler and client, both asynchronous, that do the MCP envelope and the request to the upstream and nothing else. No
 * authentication, no schema, no policy, no sealed credential, no audit.
 */
final class BareGateway extends Handler.Abstract.NonBlocking {
    private static final String CREDENTIAL = "Bearer " + BenchInstallation.CREDENTIAL;

    private static final int MAX_BODY = 1 << 20;

    private final HttpClient client;
    private final String upstream;

    private BareGateway(HttpClient client, String upstream) {
        this.client = client;
        this.upstream = upstream;
    }

    /** Serves on the first argument's port what the second one's answers, until it is killed. */
    public static void main(String[] arguments) throws Exception {
        var client = new HttpClient(new HttpClientTransportOverHTTP(1));
        client.setMaxConnectionsPerDestination(256);
        client.setUserAgentField(null);
        client.start();
        client.getContentDecoderFactories().clear();
        var server = new Server();
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(arguments[0]));
        server.addConnector(connector);
        server.setHandler(new BareGateway(client, "http://127.0.0.1:" + arguments[1]));
        server.start();
        server.join();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Content.Source.asByteArrayAsync(
                request,
                MAX_BODY,
                Promise.Invocable.from(
                        InvocationType.NON_BLOCKING,
                        (byte[] body) -> forward(body, response, callback),
                        callback::failed));
        return true;
    }

    private void forward(byte[] body, Response response, Callback callback) {
        try {
            Json.Obj message = (Json.Obj) JsonReader.read(body);
            Json.Obj arguments = Objects.requireNonNull(
                    Objects.requireNonNull(message.object("params")).object("arguments"));
            var request = client.newRequest(upstream + target(arguments))
                    .headers(headers -> headers.put(HttpHeader.AUTHORIZATION, CREDENTIAL)
                            .put("X-Trace", text(arguments, "X-Trace")));
            var _ = new CompletableResponseListener(request)
                    .send()
                    .whenComplete((reply, failure) -> answer(message, reply, failure, response, callback));
        } catch (JsonSyntaxException | RuntimeException e) {
            callback.failed(e);
        }
    }

    private static String target(Json.Obj arguments) {
        return "/v1/orders/" + text(arguments, "orderId") + "?limit=" + number(arguments, "limit") + "&currency="
                + text(arguments, "currency") + "&since=" + text(arguments, "since");
    }

    private static void answer(
            Json.Obj message,
            ContentResponse reply,
            @Nullable Throwable failure,
            Response response,
            Callback callback) {
        if (failure != null || reply.getStatus() != 200) {
            callback.failed(failure == null ? new IllegalStateException("status " + reply.getStatus()) : failure);
            return;
        }
        byte[] content = reply.getContent();
        byte[] json = new JsonWriter(content.length * 2 + 384)
                .beginObject()
                .name("jsonrpc")
                .text("2.0")
                .name("id")
                .value(Objects.requireNonNull(message.get("id")))
                .name("result")
                .beginObject()
                .name("content")
                .beginArray()
                .beginObject()
                .name("type")
                .text("text")
                .name("text")
                .text(content)
                .endObject()
                .endArray()
                .name("structuredContent")
                .raw(content)
                .endObject()
                .endObject()
                .toByteArray();
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, "application/json")
                .put(HttpHeader.CONTENT_LENGTH, json.length);
        response.write(true, ByteBuffer.wrap(json), callback);
    }

    private static String text(Json.Obj arguments, String name) {
        return Objects.requireNonNull(arguments.text(name));
    }

    private static String number(Json.Obj arguments, String name) {
        return ((Json.Num) Objects.requireNonNull(arguments.get(name))).literal();
    }
}
