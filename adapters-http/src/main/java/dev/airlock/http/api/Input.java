package dev.airlock.http.api;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.server.ReadServers;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.server.Server;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns members and parameters into values; what does not fit ends the request with a problem that names the field. */
final class Input {
    private Input() {}

    /** Reads a value that may be left out. */
    static <T> @Nullable T optional(String field, @Nullable String text, Function<String, T> read) {
        return text == null ? null : required(field, text, read);
    }

    /** Reads a value that must be given. */
    static <T> T required(String field, @Nullable String text, Function<String, T> read) {
        try {
            return read.apply(present(field, text));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(field, String.valueOf(e.getMessage()));
        }
    }

    /** Returns the value, which must be given. */
    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw Problem.invalid(field, "is missing");
        }
        return value;
    }

    /** Returns the items, none of which may be null; a list that is left out is empty. */
    static <T> List<T> list(String field, @Nullable List<@Nullable T> items) {
        if (items == null) {
            return List.of();
        }
        int hole = items.indexOf(null);
        if (hole >= 0) {
            throw Problem.invalid(field + "[" + hole + "]", "must not be null");
        }
        return items.stream().<T>map(Objects::requireNonNull).toList();
    }

    /** Returns the id of a path; a text that can be none is answered like that of nothing. */
    static UUID idOr(String text, String nothing) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound(nothing);
        }
    }

    /** Returns the server's slug of a path; a text that can be none is answered like that of no server. */
    static Slug slug(String text) {
        if (!Slug.isValid(text)) {
            throw noServer(text);
        }
        return new Slug(text);
    }

    /** Says that there is no such server for the caller. */
    static RuntimeException noServer(String slug) {
        return Problem.notFound("there is no server \"" + slug + "\"");
    }

    /** Returns the server of a path, or ends the request where the caller sees none there. */
    static Server server(ReadServers readServers, Caller caller, String slug) {
        Servers.Loaded loaded = readServers.find(caller, slug(slug));
        if (loaded == null) {
            throw noServer(slug);
        }
        return loaded.server();
    }

    /** Ends the request of whoever is no administrator. */
    static void administrator(Caller caller) {
        if (!caller.membership().role().includes(Role.ADMIN)) {
            throw Problem.of(new Refusal.NotPermitted("this needs the role " + Role.ADMIN + ", and yours is "
                            + caller.membership().role()))
                    .exception();
        }
    }

    /** Reads an address, or throws {@link IllegalArgumentException}. */
    static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no web address", e);
        }
    }

    /** Reads an id, or throws {@link IllegalArgumentException}. */
    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no id", e);
        }
    }
}
