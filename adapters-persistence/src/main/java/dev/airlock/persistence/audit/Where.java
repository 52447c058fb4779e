package dev.airlock.persistence.audit;

import dev.airlock.application.audit.AuditTrail.Filter;
import dev.airlock.domain.identity.OrganizationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A filter as SQL, in two parts: the most telling condition that an index answers, and the others. */
final class Where {
    private static final Set<String> ORDINARY = Set.of("STARTED", "SUCCEEDED");
    private static final String TEXT = """
            (strpos(lower(action), lower(:text)) > 0 or strpos(lower(client), lower(:text)) > 0
             or strpos(lower(coalesce(tool, '')), lower(:text)) > 0)""";

    private final Map<String, Object> values = new HashMap<>();
    private final List<String> indexed = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    Where(OrganizationId organization, Filter filter) {
        indexed.add("organization_id = :organization");
        values.put("organization", organization.value());
        lead("subject", filter.subject(), "");
        if (filter.result() != null && !ORDINARY.contains(filter.result())) {
            lead("result", filter.result(), " and result not in ('STARTED', 'SUCCEEDED')");
        }
        if (filter.action() != null && !filter.action().equals("tool.call")) {
            lead("action", filter.action(), " and action <> 'tool.call'");
        }
        lead("actor", filter.actor(), "");
        lead("server", filter.server(), "");
        other("result", filter.result());
        other("action", filter.action());
        other("tool", filter.tool());
        if (filter.text() != null && !filter.text().isEmpty()) {
            values.put("text", filter.text());
            others.add(TEXT);
        }
    }

    /** What an index answers. Partial indexes are only used where their condition is spelled out. */
    String indexed() {
        return String.join(" and ", indexed);
    }

    /** The rest. */
    String others() {
        return others.isEmpty() ? "true" : String.join(" and ", others);
    }

    /** Returns whether rows have to be looked at and left out. */
    boolean leavesOut() {
        return !others.isEmpty();
    }

    Map<String, Object> values() {
        return values;
    }

    private void lead(String column, @Nullable Object value, String partial) {
        boolean first = indexed.size() == 1;
        if (value != null && first) {
            values.put(column, value);
            indexed.add(column + " = :" + column + partial);
        } else {
            other(column, value);
        }
    }

    private void other(String column, @Nullable Object value) {
        if (value != null && values.put(column, value) == null) {
            others.add(column + " = :" + column);
        }
    }
}
