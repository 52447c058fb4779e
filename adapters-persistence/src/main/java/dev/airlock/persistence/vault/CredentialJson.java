package dev.airlock.persistence.vault;

import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme.Location;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.json.JsonWriter;

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
                    case Credential.ApiKey(Location location, String name, String key) ->
                        Json.object()
                                .put("kind", "apiKey")
                                .put("location", location.name())
                                .put("name", name)
                                .put("key", key)
                                .build();
                });
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
            case "apiKey" ->
                new Credential.ApiKey(
                        Location.valueOf(text(members, "location")), text(members, "name"), text(members, "key"));
            default -> throw new IllegalArgumentException("the sealed text is of an unknown kind");
        };
    }

    private static String text(Json.Obj members, String name) {
        String value = members.text(name);
        if (value == null) {
            throw new IllegalArgumentException("the sealed text lacks its " + name);
        }
        return value;
    }
}
