package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.CredentialScheme.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way of giving a credential as it is chosen; all but signing in at the service. */
final class SchemeForm {
    static final List<Choice> WAYS = List.of(
            Choice.of("BEARER", "Bearer token"),
            Choice.of("BASIC", "User name and password"),
            Choice.of("HEADER", "API key in a header"),
            Choice.of("QUERY", "API key in the query string"),
            Choice.of("COOKIE", "API key in a cookie"));

    private SchemeForm() {}

    /** Returns what was chosen, or null where it is none of these; the key's name and what stands before it are of the same form. */
    static @Nullable CredentialScheme read(String way, Form form) {
        return switch (way) {
            case "BEARER" -> new CredentialScheme.Bearer();
            case "BASIC" -> new CredentialScheme.Basic();
            case "HEADER", "QUERY", "COOKIE" ->
                new CredentialScheme.ApiKey(Location.valueOf(way), form.text("keyName"), form.exact("prefix"));
            default -> null;
        };
    }

    /** Returns what is wrong with it, or null. */
    static @Nullable Problem problem(CredentialScheme scheme) {
        String problem = scheme instanceof CredentialScheme.ApiKey key ? key.problem() : null;
        return problem == null ? null : new Problem("keyName", problem);
    }
}
