package dev.airlock.http.mcp;

import dev.airlock.application.call.ListTools.Listing;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists of tools in pages, in the same order on every node. A cursor names the very list that it belongs to: once the server, its policy or the caller's
 * view of it has changed, it is refused rather than answered with a page that does not follow the one before.
 */
final class ToolPages {
    private static final int MAX_PAGE_DIGITS = 6;

    private final int pageSize;
    private final PreparedLists prepared;

    ToolPages(int pageSize, int capacity) {
        this.pageSize = pageSize;
        this.prepared = new PreparedLists(capacity);
    }

    /**
     * One page.
     *
     * @param tools the JSON array of the tools
     * @param next the cursor of the page after it, null on the last
     */
    record Page(byte[] tools, @Nullable String next) {}

    /** Returns the page under the cursor, the first without one; null where the cursor is of no page of this list. */
    @Nullable
    Page page(Listing listing, @Nullable String cursor) {
        String list = identity(listing);
        int index = cursor == null ? 0 : index(list, cursor);
        int from = index * pageSize;
        if (index < 0 || (index > 0 && from >= listing.tools().size())) {
            return null;
        }
        int to = Math.min(from + pageSize, listing.tools().size());
        byte[] tools =
                prepared.get(cursor(list, index), () -> write(listing.tools().subList(from, to)));
        return new Page(tools, to < listing.tools().size() ? cursor(list, index + 1) : null);
    }

    private static String cursor(String list, int index) {
        return list + "." + index;
    }

    private static int index(String list, String cursor) {
        int digits = cursor.length() - list.length() - 1;
        if (digits < 1 || digits > MAX_PAGE_DIGITS || !cursor.startsWith(list)) {
            return -1;
        }
        int index = 0;
        for (int i = list.length() + 1; i < cursor.length(); i++) {
            index = index * 10 + Character.digit(cursor.charAt(i), 10);
        }
        return cursor(list, index).equals(cursor) ? index : -1;
    }

    private static String identity(Listing listing) {
        Server server = listing.snapshot().server();
        MessageDigest digest = sha256();
        digest.update(
                (server.id() + " " + server.version() + " " + server.organization()).getBytes(StandardCharsets.UTF_8));
        for (Tool tool : listing.tools()) {
            digest.update((byte) '\n');
            digest.update(tool.name().value().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] write(List<Tool> tools) {
        JsonWriter out = new JsonWriter(4096).beginArray();
        tools.forEach(tool -> write(out, tool));
        return out.endArray().toByteArray();
    }

    private static void write(JsonWriter out, Tool tool) {
        out.beginObject().name("name").text(tool.name().value());
        if (!tool.title().isEmpty()) {
            out.name("title").text(tool.title());
        }
        if (!tool.description().isEmpty()) {
            out.name("description").text(tool.description());
        }
        out.name("inputSchema").raw(tool.inputSchema().utf8());
        if (tool.outputSchema() != null) {
            out.name("outputSchema").raw(tool.outputSchema().utf8());
        }
        ToolAnnotations traits = tool.annotations();
        out.name("annotations")
                .beginObject()
                .name("readOnlyHint")
                .bool(traits.readOnly())
                .name("destructiveHint")
                .bool(traits.destructive())
                .name("idempotentHint")
                .bool(traits.idempotent())
                .name("openWorldHint")
                .bool(traits.openWorld())
                .endObject()
                .endObject();
    }
}
