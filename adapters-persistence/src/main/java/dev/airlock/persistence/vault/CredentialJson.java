package dev.airlock.persistence.vault;

import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.CredentialScheme.Location;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.json.JsonWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Credentials as the bytes that are sealed. */
final class CredentialJson {
    private CredentialJson() {}

    static byte[] write(Credential credential) {
        return JsonWriter.write(
                switch (credential) {
                    case Credential.Bearer(String token) ->
                        Json.object().put("kind", "bearer").put("token", token).build();
                    case Credential.Basic(String username, String password) ->
                        Json.object()
                                .put("kind", "basic")
                                .put("username", username)
                                .put("password", password)
                                .build();
                    case Credential.ApiKey key -> key(key);
                    case Credential.ApiKeys(List<Credential.ApiKey> keys) ->
                        Json.object()
                                .put("kind", "apiKeys")
                                .put(
                                        "keys",
                                        new Json.Arr(keys.stream()
                                                .<Json>map(CredentialJson::key)
                                                .toList()))
                                .build();
                    case Credential.OAuth(
                            String accessToken,
                            @Nullable String refreshToken,
                            @Nullable Instant expiresAt) ->
                        Json.object()
                                .put("kind", "oauth")
                                .put("accessToken", accessToken)
                                .put("refreshToken", refreshToken)
                                .put("expiresAt", expiresAt == null ? null : expiresAt.toString())
                                .build();
                });
    }

    private static Json.Obj key(Credential.ApiKey key) {
        String prefix = key.place().prefix();
        return Json.object()
                .put("kind", "apiKey")
                .put("location", key.place().location().name())
                .put("name", key.place().name())
                .put("prefix", prefix.isEmpty() ? null : prefix)
                .put("key", key.key())
                .build();
    }

    /** Reads what {@link #write} wrote; an {@link IllegalArgumentException}, which quotes nothing of it, where it is something else. */
    static Credential read(byte[] utf8) {
        try {
            if (JsonReader.read(utf8) instanceof Json.Obj members) {
                return read(members);
            }
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException("the sealed text is no JSON");
        }
        throw new IllegalArgumentException("the sealed text is no object");
    }

    private static Credential read(Json.Obj members) {
        String kind = text(members, "kind");
        return switch (kind) {
            case "bearer" -> new Credential.Bearer(text(members, "token"));
            case "basic" -> new Credential.Basic(text(members, "username"), text(members, "password"));
            case "apiKey" -> readKey(members);
            case "apiKeys" ->
                new Credential.ApiKeys(members.items("keys").stream()
                        .map(key -> readKey((Json.Obj) key))
                        .toList());
            case "oauth" -> {
                String expiresAt = members.text("expiresAt");
                yield new Credential.OAuth(
                        text(members, "accessToken"),
                        members.text("refreshToken"),
                        expiresAt == null ? null : Instant.parse(expiresAt));
            }
            default -> throw new IllegalArgumentException("the sealed text is of an unknown kind");
        };
    }

    private static Credential.ApiKey readKey(Json.Obj members) {
        String prefix = members.text("prefix");
        var place = new CredentialScheme.ApiKey(
                Location.valueOf(text(members, "location")), text(members, "name"), prefix == null ? "" : prefix);
        return new Credential.ApiKey(place, text(members, "key"));
    }

    private static String text(Json.Obj members, String name) {
        String value = members.text(name);
        if (value == null) {
            throw new IllegalArgumentException("the sealed text lacks its " + name);
        }
        return value;
    }
}
