package dev.airlock.persistence.connection;

import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.CredentialScheme.Location;
import dev.airlock.domain.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Credential schemes as they are stored: {@code {"type": "bearer"}}, {@code {"type": "basic"}}, {@code {"type": "apiKey", "in": "header", "name": "X-Key"}}. */
public final class SchemeJson {
    private SchemeJson() {}

    /** Writes one. */
    public static Json.Obj write(CredentialScheme scheme) {
        return switch (scheme) {
            case CredentialScheme.Bearer() ->
                Json.object().put("type", "bearer").build();
            case CredentialScheme.Basic() -> Json.object().put("type", "basic").build();
            case CredentialScheme.ApiKey(Location location, String name) ->
                Json.object()
                        .put("type", "apiKey")
                        .put("in", location.name().toLowerCase(Locale.ROOT))
                        .put("name", name)
                        .build();
        };
    }

    /** Writes several, in order. */
    public static Json.Arr write(List<CredentialScheme> schemes) {
        return new Json.Arr(schemes.stream().<Json>map(SchemeJson::write).toList());
    }

    /** Reads one that was written here. */
    public static CredentialScheme read(Json.Obj stored) {
        String type = stored.text("type");
        return switch (type) {
            case "bearer" -> new CredentialScheme.Bearer();
            case "basic" -> new CredentialScheme.Basic();
            case "apiKey" ->
                new CredentialScheme.ApiKey(
                        Location.valueOf(text(stored, "in").toUpperCase(Locale.ROOT)), text(stored, "name"));
            case null, default -> throw new IllegalStateException("no credential scheme is stored as " + type);
        };
    }

    private static String text(Json.Obj stored, String name) {
        return Objects.requireNonNull(stored.text(name), name);
    }
}
