package dev.airlock.http.mcp;

import dev.airlock.application.call.Executor;
import dev.airlock.domain.call.Content;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerType;
import dev.airlock.domain.tool.Tool;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An upstream that answers as a test says; other tools answer with their name and arguments. */
final class ScriptedUpstream implements Executor {
    private final Map<String, Function<Json.Obj, Transmission>> scripts = new ConcurrentHashMap<>();
    private final Queue<String> sent = new ConcurrentLinkedQueue<>();

    void script(String tool, Function<Json.Obj, Transmission> answer) {
        scripts.put(tool, answer);
    }

    /** How many requests have reached it. */
    int sent() {
        return sent.size();
    }

    /** How many of them were calls of this tool. */
    long sent(String tool) {
        return sent.stream().filter(tool::equals).count();
    }

    static Transmission text(String text) {
        return answered(200, false, new Content.Text(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Transmission answered(int status, boolean failed, Content content) {
        return new Transmission.Answered(new Reply(status, failed, List.of(content), null, false));
    }

    static Transmission structured(String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        return new Transmission.Answered(new Reply(200, false, List.of(new Content.Text(utf8)), utf8, false));
    }

    @Override
    public ServerType type() {
        return ServerType.OPENAPI;
    }

    @Override
    public Operation bind(Server server, Tool tool) {
        return new Operation() {
            @Override
            public Preparation prepare(Json.Obj arguments, Map<String, String> variables) {
                byte[] body = JsonWriter.write(arguments);
                return new Preparation.Ready(new OutgoingRequest(
                        "POST", server.target().url().origin(), "/" + tool.name(), List.of(), body));
            }

            @Override
            public Transmission send(
                    OutgoingRequest request, Map<String, String> variables, @Nullable Credential credential) {
                sent.add(tool.name().value());
                String body = new String(request.body(), StandardCharsets.UTF_8);
                return scripts.getOrDefault(tool.name().value(), arguments -> text(tool.name() + " " + body))
                        .apply(RawJson.trusted(body).parse());
            }
        };
    }
}
