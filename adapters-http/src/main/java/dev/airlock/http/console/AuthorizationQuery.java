package dev.airlock.http.console;

import dev.airlock.domain.oauth.ClientId;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a client asks in the address that it opens; it must outlast a sign-in and a change of organization. */
record AuthorizationQuery(Map<String, List<String>> parameters) {
    static AuthorizationQuery of(UriInfo uri) {
        return new AuthorizationQuery(uri.getQueryParameters());
    }

    /** The page that asks the person, with the same parameters. */
    String path() {
        String query = parameters.entrySet().stream()
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> encode(parameter.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? ConsentRoom.PATH : ConsentRoom.PATH + "?" + query;
    }

    /** Returns whether the client says who it is by the address of a document, which must be fetched to know more. */
    boolean namesDocument() {
        return parameters.getOrDefault("client_id", List.of()).stream()
                .anyMatch(id -> ClientId.isValid(id) && new ClientId(id).isDocument());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
