package dev.airlock.http.console;

import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.tool.ToolName;
import jakarta.ws.rs.NotFoundException;
import java.util.UUID;

/** Reads names in paths; what cannot be a name names nothing. */
final class Names {
    private Names() {}

    static Slug slug(String text) {
        if (!Slug.isValid(text)) {
            throw new NotFoundException();
        }
        return new Slug(text);
    }

    static ToolName tool(String text) {
        if (!ToolName.isValid(text)) {
            throw new NotFoundException();
        }
        return new ToolName(text);
    }

    static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException(e);
        }
    }
}
