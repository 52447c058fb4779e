package dev.airlock.persistence.mail;

import dev.airlock.application.mail.Deliveries;
import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Outbox;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.persistence.transaction.Columns;
import dev.airlock.persistence.transaction.Transactions;
import dev.airlock.persistence.vault.OrganizationSeal;
import dev.airlock.persistence.vault.OrganizationSeal.Sealed;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The outbox in PostgreSQL, its messages sealed. */
public final class PostgresOutbox implements Outbox, Deliveries {
    private static final String TABLE = "mail_message";
    private static final String COLUMN = "ciphertext";

    private final Transactions transactions;
    private final OrganizationSeal seal;
    private final Supplier<UUID> ids;

    /** Makes the store. */
    public PostgresOutbox(Transactions transactions, OrganizationSeal seal, Supplier<UUID> ids) {
        this.transactions = transactions;
        this.seal = seal;
        this.ids = ids;
    }

    private record Row(
            OrganizationId organization, UUID id, Sealed sealed, Instant createdAt, int attempts, int uncertain) {}

    @Override
    public void add(OrganizationId organization, Message message, Instant now) {
        String sql = """
                insert into mail_message (organization_id, id, key_id, ciphertext, created_at, due_at)
                values (:organization, :id, :key, :ciphertext, :now, :now)
                """;
        UUID id = ids.get();
        Sealed sealed = seal.seal(MessageJson.write(message), organization, TABLE, COLUMN, id);
        transactions.in(
                organization,
                handle -> handle.createUpdate(sql)
                        .bind("organization", organization.value())
                        .bind("id", id)
                        .bind("key", sealed.key())
                        .bind("ciphertext", sealed.ciphertext())
                        .bind("now", now)
                        .execute());
    }

    @Override
    public List<Waiting> waiting(OrganizationId organization, int most) {
        String sql = """
                select * from mail_message where organization_id = :organization
                order by created_at desc, id desc limit :most
                """;
        List<Row> rows = transactions.in(
                organization,
                handle -> handle.createQuery(sql)
                        .bind("organization", organization.value())
                        .bind("most", most)
                        .map((row, context) -> row(row))
                        .list());
        return rows.stream().map(row -> new Waiting(open(row), row.createdAt)).toList();
    }

    @Override
    public @Nullable Delivery take(Instant now, Instant until) {
        String sql = """
                update mail_message set attempts = attempts + 1, uncertain = uncertain + 1, due_at = :until
                where (organization_id, id) = (
                    select organization_id, id from mail_message where due_at <= :now
                    order by due_at, id limit 1 for update skip locked)
                returning *
                """;
        return transactions
                .acrossOrganizations(handle -> handle.createQuery(sql)
                        .bind("now", now)
                        .bind("until", until)
                        .map((row, context) -> row(row))
                        .findOne())
                .map(this::delivery)
                .orElse(null);
    }

    private Delivery delivery(Row row) {
        return new Delivery(row.organization, row.id, open(row), row.createdAt, row.attempts, row.uncertain - 1);
    }

    @Override
    public boolean remove(Delivery delivery) {
        String sql = """
                delete from mail_message
                where organization_id = :organization and id = :id and attempts = :attempt
                """;
        return transactions.in(
                        delivery.organization(),
                        handle -> ofAttempt(handle.createUpdate(sql), delivery).execute())
                == 1;
    }

    @Override
    public boolean putBack(Delivery delivery, Instant dueAt, boolean mayHaveArrived) {
        String sql = """
                update mail_message set due_at = :dueAt, uncertain = :uncertain
                where organization_id = :organization and id = :id and attempts = :attempt
                """;
        return transactions.in(
                        delivery.organization(),
                        handle -> ofAttempt(handle.createUpdate(sql), delivery)
                                .bind("dueAt", dueAt)
                                .bind("uncertain", delivery.uncertain() + (mayHaveArrived ? 1 : 0))
                                .execute())
                == 1;
    }

    private static <S extends SqlStatement<S>> S ofAttempt(S statement, Delivery delivery) {
        return statement
                .bind("organization", delivery.organization().value())
                .bind("id", delivery.id())
                .bind("attempt", delivery.attempt());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                row.getObject("id", UUID.class),
                new Sealed(row.getObject("key_id", UUID.class), row.getBytes(COLUMN)),
                Columns.instant(row, "created_at"),
                row.getInt("attempts"),
                row.getInt("uncertain"));
    }

    private Message open(Row row) {
        try {
            return MessageJson.read(seal.open(row.sealed, row.organization, TABLE, COLUMN, row.id));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("message " + row.id + " of the outbox does not open", e);
        }
    }
}
