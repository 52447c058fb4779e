package dev.airlock.persistence.vault;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The place in the database that a sealed text belongs to, and nowhere else.
 *
 * @param version the row's version, or 0 where it has none
 */
record SealedPlace(UUID organization, String table, String column, UUID row, long version) {
    /** The associated data: every part with its length before it, so that no two places read alike. */
    byte[] bytes() {
        var out = new ByteArrayOutputStream(160);
        for (String part :
                new String[] {organization.toString(), table, column, row.toString(), Long.toString(version)}) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(ByteBuffer.allocate(4).putInt(text.length).array());
            out.writeBytes(text);
        }
        return out.toByteArray();
    }
}
