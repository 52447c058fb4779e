package dev.airlock.persistence.audit;

import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.json.RawJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Reads audit events from rows. */
final class Rows {
    /** The columns of an event. */
    static final String EVENT =
            "organization_id, subject, phase, at, action, actor, client, address, server, tool, result, detail";

    private Rows() {}

    /** Reads an event; an {@link IllegalArgumentException} where a value is none that Airlock writes. */
    static AuditEvent event(ResultSet row) throws SQLException {
        return new AuditEvent(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getObject("subject", UUID.class),
                Phase.valueOf(row.getString("phase")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("action"),
                row.getObject("actor", UUID.class),
                row.getString("client"),
                row.getString("address"),
                row.getString("server"),
                row.getString("tool"),
                AuditResult.valueOf(row.getString("result")),
                RawJson.trusted(row.getString("detail")));
    }
}
