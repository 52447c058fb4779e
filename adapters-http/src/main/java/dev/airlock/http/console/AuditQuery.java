package dev.airlock.http.console;

import dev.airlock.application.audit.AuditTrail;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the audit log is asked for, as it stands in the address; blank members match everything. */
record AuditQuery(String action, String server, String tool, String result, String person) {
    boolean filters() {
        return !(action + server + tool + result + person).isEmpty();
    }

    AuditTrail.Filter filter() {
        return new AuditTrail.Filter(orNull(action), orNull(server), orNull(tool), actor(), null, orNull(result), null);
    }

    private @Nullable UUID actor() {
        return person.isEmpty() ? null : Names.uuid(person);
    }

    /** The address of another page of the same answer. */
    String path(String cursor) {
        return "/audit?action=" + encode(action) + "&server=" + encode(server) + "&tool=" + encode(tool) + "&result="
                + encode(result) + "&person=" + encode(person) + "&cursor=" + encode(cursor);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
