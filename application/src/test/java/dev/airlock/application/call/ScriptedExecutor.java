package dev.airlock.application.call;

import dev.airlock.domain.call.Header;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.Violation;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.net.WebOrigin;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerType;
import dev.airlock.domain.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An upstream that answers as a test says and remembers what reached it. */
public final class ScriptedExecutor implements Executor {
    /** What reached it. */
    public record Sent(OutgoingRequest request, @Nullable Credential credential) {}

    /** Everything that reached it, in order. */
    public final List<Sent> sent = new ArrayList<>();
    /** What it answers. */
    public Supplier<Transmission> answer =
            () -> new Transmission.Answered(new Reply(200, false, List.of(), null, false));

    @Override
    public ServerType type() {
        return ServerType.OPENAPI;
    }

    @Override
    public Operation bind(Server server, Tool tool) {
        return new Operation() {
            @Override
            public Preparation prepare(Json.Obj arguments, Map<String, String> variables) {
                return "..".equals(arguments.text("id"))
                        ? new Preparation.Invalid(List.of(new Violation("id", "cannot be a path segment")))
                        : new Preparation.Ready(new OutgoingRequest(
                                "POST",
                                origin(server, tool, variables),
                                "/orders",
                                List.of(new Header("Content-Type", "application/json")),
                                JsonWriter.write(arguments)));
            }

            @Override
            public Transmission send(
                    OutgoingRequest request, Map<String, String> variables, @Nullable Credential credential) {
                sent.add(new Sent(request, credential));
                return answer.get();
            }
        };
    }

    /** The tool "sites" is the one that goes to a further base URL, where there is one. */
    private static String origin(Server server, Tool tool, Map<String, String> variables) {
        boolean further = tool.name().value().equals("sites");
        UrlTemplate url =
                server.target().bases().get(further ? server.target().others().size() : 0);
        return url.isFilledBy(variables) ? WebOrigin.of(url.at(variables)) : url.origin();
    }
}
