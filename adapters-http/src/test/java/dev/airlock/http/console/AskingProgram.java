package dev.airlock.http.console;

import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.oauth.RegisterClient;
import dev.airlock.application.oauth.RegisterClient.Outcome;
import dev.airlock.domain.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A program that asks for access: a client of OAuth, good or evil, and the address that it opens in the person's browser. */
record AskingProgram(Map<String, List<String>> parameters) {
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    /** One that registered itself under this name. */
    static AskingProgram registered(ControlRoom room, String name, String... redirects) {
        Json.Obj metadata = metadata(name, redirects)
                .put("token_endpoint_auth_method", "none")
                .build();
        var register = new RegisterClient(room.fakes.clients(), new CountingSecrets(), room.clock, UUID::randomUUID);
        return switch (register.register(metadata, "127.0.0.1")) {
            case Outcome.Registered registered ->
                asking(registered.client().id().value(), redirects[0]);
            default -> throw new AssertionError("not registered: " + name);
        };
    }

    /** One that publishes a document about itself. */
    static AskingProgram published(ControlRoom room, String address, String name, String... redirects) {
        Json.Obj metadata = metadata(name, redirects).put("client_id", address).build();
        room.documents.publish(URI.create(address), metadata);
        return asking(address, redirects[0]);
    }

    private static Json.ObjBuilder metadata(String name, String... redirects) {
        return Json.object().put("client_name", name).put("redirect_uris", Json.strings(List.of(redirects)));
    }

    private static AskingProgram asking(String clientId, String redirect) {
        return new AskingProgram(Map.of())
                .with("response_type", "code")
                .with("client_id", clientId)
                .with("redirect_uri", redirect)
                .with("code_challenge", CHALLENGE)
                .with("code_challenge_method", "S256")
                .with("state", "st4te");
    }

    /** The same, with these values of a parameter; with none, without it. */
    AskingProgram with(String name, String... values) {
        var changed = new LinkedHashMap<>(parameters);
        changed.put(name, List.of(values));
        return new AskingProgram(changed);
    }

    /** The same, asking for an MCP endpoint. */
    AskingProgram at(ControlRoom room, String endpoint) {
        return with("resource", room.address + "/mcp/" + endpoint);
    }

    /** The address that it opens. */
    String path() {
        var pairs = new ArrayList<String>();
        parameters.forEach((name, values) -> values.forEach(value -> pairs.add(name + "=" + encode(value))));
        return "/oauth/authorize?" + pairs.stream().collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
