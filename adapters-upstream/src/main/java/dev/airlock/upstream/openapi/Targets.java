package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the calls of a server go: to one target, because that is where its credentials may go. */
final class Targets {
    private Targets() {}

    /** Returns the first usable server, its https twin where it has one; null where there is none. */
    static @Nullable URI choose(Json.Obj description, @Nullable URI source, Warnings warnings) {
        List<Json> servers = description.items("servers");
        List<URI> usable = usable(servers, source);
        if (usable.isEmpty()) {
            return none(servers, source, warnings);
        }
        URI first = usable.getFirst();
        URI target = usable.stream()
                .filter(uri -> isHttpsTwin(uri, first))
                .findFirst()
                .orElse(first);
        Place place = Place.ROOT.then("servers");
        usable.stream()
                .filter(uri -> !uri.equals(target))
                .forEach(other -> warnings.add(
                        place, "The server " + Texts.quoted(other.toString()) + " is not used; calls go to " + target));
        return target;
    }

    /** Without any server entry, calls go to where the document came from (OpenAPI 3.1, section 4.8.1). */
    private static @Nullable URI none(List<Json> servers, @Nullable URI source, Warnings warnings) {
        if (source != null && servers.isEmpty()) {
            return parse(source.resolve("/").toString());
        }
        warnings.add(
                Place.ROOT.then("servers"),
                "No server with a complete http or https address is named; say where calls go");
        return null;
    }

    /** Returns the first server that an operation or its path has instead of the document's, where it is another than the target. */
    static @Nullable String elsewhere(ApiOperation operation, @Nullable URI target, @Nullable URI source) {
        List<Json> own = operation.operation().items("servers");
        List<Json> servers = own.isEmpty() ? operation.item().items("servers") : own;
        if (servers.isEmpty()) {
            return null;
        }
        List<URI> usable = usable(servers, source);
        if (target != null && usable.contains(target)) {
            return null;
        }
        String url = servers.getFirst() instanceof Json.Obj server ? server.text("url") : null;
        return url == null ? "" : url;
    }

    /** Returns the servers that stand with paths and operations, for documents that have none at the top. */
    static List<Json> scattered(List<ApiOperation> operations) {
        var servers = new ArrayList<Json>();
        for (ApiOperation operation : operations) {
            servers.addAll(operation.operation().items("servers"));
            servers.addAll(operation.item().items("servers"));
            if (!servers.isEmpty()) {
                return servers;
            }
        }
        return servers;
    }

    private static boolean isHttpsTwin(URI uri, URI first) {
        return "https".equals(uri.getScheme())
                && uri.getAuthority().equals(first.getAuthority())
                && uri.getPath().equals(first.getPath());
    }

    private static List<URI> usable(List<Json> servers, @Nullable URI source) {
        var uris = new ArrayList<URI>();
        for (Json server : servers) {
            URI uri = server instanceof Json.Obj object ? address(object, source) : null;
            if (uri != null && !uris.contains(uri)) {
                uris.add(uri);
            }
        }
        return uris;
    }

    private static @Nullable URI address(Json.Obj server, @Nullable URI source) {
        String url = server.text("url");
        if (url == null) {
            return null;
        }
        Json.Obj variables = server.object("variables");
        if (variables != null) {
            for (Map.Entry<String, Json> variable : variables.members().entrySet()) {
                String value = variable.getValue() instanceof Json.Obj object ? object.text("default") : null;
                url = value == null ? url : url.replace("{" + variable.getKey() + "}", value);
            }
        }
        URI absolute = parse(url);
        if (absolute != null || source == null || url.contains("{")) {
            return absolute;
        }
        try {
            return parse(source.resolve(new URI(url)).toString());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static @Nullable URI parse(String url) {
        try {
            URI uri = new URI(url.strip().replaceAll("/+$", ""));
            String scheme = uri.getScheme() == null ? "" : Words.lower(uri.getScheme());
            boolean usable = (scheme.equals("https") || scheme.equals("http"))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return usable ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
