package dev.airlock.domain.server;

import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.net.WebOrigin;
import java.net.URI;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a server's calls go. The places in its base URLs are filled for each connection.
 *
 * @param url the base URL, before the path of every operation
 * @param others further base URLs, to which those operations go whose description says so; at most {@value #MAX}
 * @param variables the places of all of these, and of the OAuth URLs; at most {@value #MAX}
 */
public record Target(UrlTemplate url, List<UrlTemplate> others, List<ServerVariable> variables) {
    private static final int MAX = 20;

    /** What is not valid is an {@link IllegalArgumentException} that says what would be. */
    public Target {
        others = List.copyOf(others);
        variables = List.copyOf(variables);
        if (others.size() > MAX || variables.size() > MAX) {
            throw new IllegalArgumentException(
                    "a server has at most " + MAX + " further base URLs and " + MAX + " variables");
        }
        var names = new HashSet<String>();
        for (ServerVariable variable : variables) {
            if (!names.add(variable.name())) {
                throw new IllegalArgumentException("the variable " + variable.name() + " is there twice");
            }
        }
        for (UrlTemplate base : bases(url, others)) {
            check(base, variables);
        }
    }

    /** One base URL, the same for everybody. */
    public static Target of(UrlTemplate url) {
        return new Target(
                url, List.of(), url.places().stream().map(ServerVariable::new).toList());
    }

    /** One address, the same for everybody. */
    public static Target of(URI url) {
        return of(UrlTemplate.of(url));
    }

    private static List<UrlTemplate> bases(UrlTemplate url, List<UrlTemplate> others) {
        return Stream.concat(Stream.of(url), others.stream()).toList();
    }

    private static void check(UrlTemplate base, List<ServerVariable> variables) {
        if (base.toString().contains("?")) {
            throw new IllegalArgumentException("the base URL " + base + " may have no query");
        }
        String problem = problem(base, variables);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** Returns why a URL with places cannot be filled safely with the variables, or null where it can. */
    public @Nullable String problem(UrlTemplate base) {
        return problem(base, variables);
    }

    private static @Nullable String problem(UrlTemplate base, List<ServerVariable> variables) {
        var chosen = new HashMap<String, String>();
        var unknown = new HashSet<>(base.places());
        for (ServerVariable variable : variables) {
            unknown.remove(variable.name());
            variable.values().stream()
                    .min(Comparator.comparingLong(Target::dots))
                    .ifPresent(value -> chosen.put(variable.name(), value));
            String unfit = Stream.concat(variable.values().stream(), Stream.ofNullable(variable.standard()))
                    .map(value -> base.problem(variable.name(), value))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (unfit != null) {
                return "a value of " + variable.name() + " does not fit: it " + unfit;
            }
        }
        if (!unknown.isEmpty()) {
            return base + " has a place for " + unknown.iterator().next() + ", which is no variable of the server";
        }
        return base.isOpen(chosen)
                ? "whoever fills the places of " + base
                        + " could send it anywhere: let the host end in a fixed domain, such as .example.com, or list the values"
                : null;
    }

    private static long dots(String value) {
        return value.chars().filter(c -> c == '.').count();
    }

    /** Returns the value of each variable that has one: as chosen, else its standard. */
    public Map<String, String> values(Map<String, String> chosen) {
        if (variables.isEmpty()) {
            return Map.of();
        }
        var values = new HashMap<String, String>();
        for (ServerVariable variable : variables) {
            String value = chosen.getOrDefault(variable.name(), variable.standard());
            if (value != null) {
                values.put(variable.name(), value);
            }
        }
        return values;
    }

    /** Returns the variables for which there is neither a choice nor a standard value. */
    public List<ServerVariable> missing(Map<String, String> chosen) {
        return variables.isEmpty()
                ? variables
                : variables.stream()
                        .filter(variable -> variable.standard() == null && !chosen.containsKey(variable.name()))
                        .toList();
    }

    /** Returns why the value cannot be chosen and what can be, or null where it can. */
    public @Nullable String problem(ServerVariable variable, String value) {
        if (!variable.values().isEmpty() && !variable.values().contains(value)) {
            return "is one of " + String.join(", ", variable.values());
        }
        return bases(url, others).stream()
                .map(base -> base.problem(variable.name(), value))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Returns the variable, or null. */
    public @Nullable ServerVariable variable(String name) {
        return variables.stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The base URL and the further ones. */
    public List<UrlTemplate> bases() {
        return others.isEmpty() ? List.of(url) : bases(url, others);
    }

    /** Returns the origins to which calls go with these choices; base URLs that they do not fill have none. */
    public Set<String> origins(Map<String, String> chosen) {
        Map<String, String> values = values(chosen);
        var origins = new LinkedHashSet<String>();
        for (UrlTemplate base : bases()) {
            if (base.isFilledBy(values)) {
                origins.add(WebOrigin.of(base.at(values)));
            }
        }
        return origins;
    }
}
