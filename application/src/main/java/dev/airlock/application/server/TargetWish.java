package dev.airlock.application.server;

import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.ServerVariable;
import dev.airlock.domain.server.Target;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a server's calls are to go, as far as somebody says so; null leaves a part as it is, or as the description has it.
 *
 * @param url the base URL
 * @param others further base URLs, for those operations whose description names them
 * @param variables what is known of the URLs' places; those that are not among them are asked for without further words
 */
public record TargetWish(
        @Nullable UrlTemplate url,
        @Nullable List<UrlTemplate> others,
        @Nullable List<ServerVariable> variables) {
    /** Leaves everything as it is. */
    public static final TargetWish NOTHING = new TargetWish(null, null, null);

    /** Wants this base URL. */
    public static TargetWish of(UrlTemplate url) {
        return new TargetWish(url, null, null);
    }

    /** Returns whether nothing is wanted. */
    public boolean isNothing() {
        return url == null && others == null && variables == null;
    }

    /**
     * Returns the target that this makes of the present one: with a variable for each place of the base URLs and of the schemes' URLs, and no other. What
     * cannot be is an {@link IllegalArgumentException}.
     */
    Target over(@Nullable Target present, List<CredentialScheme> schemes) {
        UrlTemplate base = url != null || present == null ? url : present.url();
        if (base == null) {
            throw new IllegalArgumentException(
                    "the description names no absolute server address; give the API's base URL, such as https://api.example.com/v1");
        }
        List<UrlTemplate> further = others != null ? others : present == null ? List.of() : present.others();
        var places = new LinkedHashSet<>(base.places());
        further.forEach(other -> places.addAll(other.places()));
        schemes.stream().flatMap(CredentialScheme::urls).forEach(address -> places.addAll(address.places()));
        return new Target(base, further, variables(present, places));
    }

    private List<ServerVariable> variables(@Nullable Target present, LinkedHashSet<String> places) {
        List<ServerVariable> known = variables != null ? variables : present == null ? List.of() : present.variables();
        var wanted = new LinkedHashMap<String, ServerVariable>();
        places.forEach(place -> wanted.put(place, new ServerVariable(place)));
        known.forEach(variable -> wanted.replace(variable.name(), variable));
        return List.copyOf(wanted.values());
    }
}
