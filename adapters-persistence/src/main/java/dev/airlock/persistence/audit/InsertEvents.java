package dev.airlock.persistence.audit;

import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.ChainLink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The one statement that writes a batch: each column travels as an array, so that its text and plan are the same for every size. */
final class InsertEvents implements AutoCloseable {
    private static final String SQL = """
            insert into audit_event (writer, sequence, previous_hash, hash, organization_id, subject, phase, at,
                                     action, actor, client, address, server, tool, result, detail)
            select ?, sequence, previous_hash, hash, organization_id, subject, phase,
                   timestamptz 'epoch' + at * interval '1 microsecond',
                   action, actor, client, address, server, tool, result, detail
            from unnest(?::bigint[], ?::bytea[], ?::bytea[], ?::uuid[], ?::uuid[], ?::text[], ?::bigint[],
                        ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 as batch(sequence, previous_hash, hash, organization_id, subject, phase, at,
                          action, actor, client, address, server, tool, result, detail)
            """;

    private final PGConnection arrays;
    private final PreparedStatement statement;

    InsertEvents(Connection connection) throws SQLException {
        this.arrays = connection.unwrap(PGConnection.class);
        this.statement = connection.prepareStatement(SQL);
    }

    /** Writes the batch and, the connection being in autocommit, commits it in the same round trip. */
    void execute(LinkedBatch batch) throws SQLException {
        List<ChainLink> links = batch.links();
        statement.setObject(1, batch.end().writer());
        set(2, "bigint", links.stream().mapToLong(ChainLink::sequence).toArray());
        set(3, "bytea", links.stream().map(ChainLink::previousHash).toArray(byte[][]::new));
        set(4, "bytea", batch.hashes().toArray(byte[][]::new));
        set(5, "uuid", events(links, event -> event.organization().toString()));
        set(6, "uuid", events(links, event -> event.subject().toString()));
        set(7, "text", events(links, event -> event.phase().name()));
        set(8, "bigint", links.stream().mapToLong(link -> micros(link.event())).toArray());
        set(9, "text", events(links, AuditEvent::action));
        set(10, "uuid", events(links, event -> text(event.actor())));
        set(11, "text", events(links, AuditEvent::client));
        set(12, "text", events(links, AuditEvent::address));
        set(13, "text", events(links, AuditEvent::server));
        set(14, "text", events(links, AuditEvent::tool));
        set(15, "text", events(links, event -> event.result().name()));
        set(16, "text", events(links, event -> event.detail().text()));
        statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    private void set(int index, String type, Object column) throws SQLException {
        statement.setArray(index, arrays.createArrayOf(type, column));
    }

    private static @Nullable String[] events(List<ChainLink> links, Function<AuditEvent, @Nullable String> column) {
        return texts(links, link -> column.apply(link.event()));
    }

    private static @Nullable String[] texts(List<ChainLink> links, Function<ChainLink, @Nullable String> column) {
        var texts = new @Nullable String[links.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = column.apply(links.get(i));
        }
        return texts;
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static long micros(AuditEvent event) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, event.at());
    }
}
