package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.ServerVariable;
import dev.airlock.domain.server.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the calls of a server go: to the base URLs that somebody decided for, because that is where its credentials may go. */
final class Targets {
    private static final int MAX_HINT = 200;

    private final @Nullable URI source;
    private final boolean connected;
    private final Warnings warnings;

    /**
     * Reads server entries.
     *
     * @param source where the document came from, for relative entries
     * @param connected whether people connect, and can be asked for what differs between them
     */
    Targets(@Nullable URI source, boolean connected, Warnings warnings) {
        this.source = source;
        this.connected = connected;
        this.warnings = warnings;
    }

    /** Returns the first usable server, its https twin where it has one; null where there is none. */
    @Nullable
    Target choose(List<Json> servers) {
        List<Target> usable = usable(servers);
        if (usable.isEmpty()) {
            return none(servers);
        }
        String first = usable.getFirst().url().toString();
        Target target = usable.stream()
                .filter(other -> other.url().toString().equals(first.replaceFirst("^http:", "https:")))
                .findFirst()
                .orElse(usable.getFirst());
        Place place = Place.ROOT.then("servers");
        usable.stream()
                .filter(other -> !other.equals(target))
                .forEach(other -> warnings.add(
                        place,
                        "The server " + Texts.quoted(other.url().toString()) + " is not used; calls go to "
                                + target.url()));
        return target;
    }

    /** Without any server entry, calls go to where the document came from (OpenAPI 3.1, section 4.8.1). */
    private @Nullable Target none(List<Json> servers) {
        if (source != null && servers.isEmpty()) {
            return target(source.resolve("/").toString(), Map.of());
        }
        warnings.add(
                Place.ROOT.then("servers"),
                "No server with a complete http or https address is named; say where calls go");
        return null;
    }

    /** Where an operation goes: to the base URL of all, to a further one, or to one that nobody decided for. */
    sealed interface Way {
        /** As all. */
        record Base() implements Way {}

        /** To a further one. */
        record Further(UrlTemplate url) implements Way {}

        /** To what its first entry says. */
        record Elsewhere(String url) implements Way {}
    }

    /** Returns where an operation goes that, or whose path, has servers instead of the document's. */
    Way way(ApiOperation operation, @Nullable Target target, List<UrlTemplate> others) {
        List<Json> own = operation.operation().items("servers");
        List<Json> servers = own.isEmpty() ? operation.item().items("servers") : own;
        List<UrlTemplate> usable = usable(servers).stream().map(Target::url).toList();
        if (servers.isEmpty() || (target != null && usable.contains(target.url()))) {
            return new Way.Base();
        }
        for (UrlTemplate url : usable) {
            if (others.contains(url)) {
                return new Way.Further(url);
            }
        }
        String url = servers.getFirst() instanceof Json.Obj server ? server.text("url") : null;
        return new Way.Elsewhere(
                usable.isEmpty() ? url == null ? "" : url : usable.getFirst().toString());
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

    private List<Target> usable(List<Json> servers) {
        var targets = new ArrayList<Target>();
        for (Json server : servers) {
            Target target = server instanceof Json.Obj object ? target(object) : null;
            if (target != null
                    && targets.stream().noneMatch(other -> other.url().equals(target.url()))) {
                targets.add(target);
            }
        }
        return targets;
    }

    private @Nullable Target target(Json.Obj server) {
        String url = server.text("url");
        if (url == null) {
            return null;
        }
        var variables = new LinkedHashMap<String, Json.Obj>();
        Json.Obj described = server.object("variables");
        if (described != null) {
            described.members().forEach((name, value) -> {
                if (value instanceof Json.Obj variable) {
                    variables.put(name, variable);
                }
            });
        }
        Target absolute = target(url, variables);
        if (absolute != null || source == null || url.contains("{")) {
            return absolute;
        }
        try {
            return target(source.resolve(new URI(url)).toString(), Map.of());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /**
     * Keeps what differs between accounts: what is chosen from a list, and what stands in the host. Everything else takes its default, and where people
     * could otherwise choose any host, so does the rest, the last first.
     */
    private @Nullable Target target(String url, Map<String, Json.Obj> variables) {
        String rest = url.strip().replaceAll("/+$", "");
        int path = rest.indexOf('/', rest.indexOf("//") + 2);
        var filled = new ArrayList<String>();
        var kept = new ArrayList<String>();
        variables.forEach((name, variable) -> {
            int at = rest.indexOf("{" + name + "}");
            boolean differs = variable.items("enum").size() > 1 || (at > 0 && (path < 0 || at < path));
            (differs ? kept : filled).add(name);
        });
        String open = fill(rest, filled, variables);
        Target target = read(open, kept, variables);
        while (target == null && !kept.isEmpty()) {
            open = fill(open, List.of(kept.removeLast()), variables);
            target = read(open, kept, variables);
        }
        return target;
    }

    private static String fill(String url, List<String> names, Map<String, Json.Obj> variables) {
        String filled = url;
        for (String name : names) {
            Json.Obj variable = variables.get(name);
            String value = variable == null ? null : variable.text("default");
            filled = value == null ? filled : filled.replace("{" + name + "}", value);
        }
        return filled;
    }

    private @Nullable Target read(String url, List<String> kept, Map<String, Json.Obj> variables) {
        try {
            var template = UrlTemplate.of(
                    url.matches("(?i)https?://.*") ? Words.lower(url.substring(0, 5)) + url.substring(5) : url);
            return new Target(
                    template,
                    List.of(),
                    kept.stream()
                            .filter(template.places()::contains)
                            .map(name -> variable(name, variables.getOrDefault(name, Json.Obj.EMPTY)))
                            .toList());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A default of the author's is nobody's account: it becomes a hint, so that no credential goes there unasked. */
    private ServerVariable variable(String name, Json.Obj variable) {
        List<String> values = variable.items("enum").stream()
                .filter(Json.Str.class::isInstance)
                .map(value -> ((Json.Str) value).value())
                .distinct()
                .toList();
        String standard = variable.text("default");
        boolean asked = connected && values.isEmpty();
        String described = variable.text("description");
        String hint = (described == null ? "" : Texts.line(described, MAX_HINT))
                + (asked && standard != null ? " (for example " + Texts.line(standard, MAX_HINT) + ")" : "");
        return new ServerVariable(
                name,
                hint.strip(),
                asked || (!values.isEmpty() && !values.contains(String.valueOf(standard))) ? null : standard,
                values,
                null);
    }
}
