package dev.airlock.persistence.approval;

import dev.airlock.application.approval.ApprovalWork;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.persistence.transaction.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What approval requests of the whole installation need, in PostgreSQL. */
public final class PostgresApprovalWork implements ApprovalWork {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresApprovalWork(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void renew(UUID holder, Set<Key> underWay) {
        String sql = """
                update approval_request set lease_until = clock_timestamp() + :patience * interval '1 second'
                where state = 'SENDING' and holder = :holder and id = any (:ids) and lease_until > clock_timestamp()
                """;
        List<UUID> ids = underWay.stream().map(key -> key.id().value()).toList();
        transactions.acrossOrganizations(handle -> handle.createUpdate(sql)
                .bind("holder", holder)
                .bindArray("ids", UUID.class, ids)
                .bind("patience", PATIENCE.toSeconds())
                .execute());
    }

    @Override
    public List<Key> approved(Duration ago) {
        return keys("state = 'APPROVED' and changed_at < clock_timestamp() - %d * interval '1 second'"
                .formatted(ago.toSeconds()));
    }

    @Override
    public List<Key> abandoned() {
        return keys("state = 'SENDING' and lease_until <= clock_timestamp()");
    }

    @Override
    public List<Key> expired() {
        return keys("state in ('PENDING', 'APPROVED') and expires_at <= clock_timestamp()");
    }

    private List<Key> keys(String condition) {
        String sql = "select organization_id, id from approval_request where " + condition + " limit 100";
        return transactions.acrossOrganizations(handle -> handle.createQuery(sql)
                .map((row, context) -> new Key(
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        new ApprovalId(row.getObject("id", UUID.class))))
                .list());
    }

    @Override
    public int forgetReplies(Duration age) {
        String replies = "delete from approval_reply where kept_at < clock_timestamp() - :age * interval '1 second'";
        String states = """
                delete from approval_present p using approval_request a
                where a.organization_id = p.organization_id and a.id = p.approval_id
                    and a.state not in ('PENDING', 'APPROVED', 'SENDING')
                    and p.kept_at < clock_timestamp() - :age * interval '1 second'
                """;
        return transactions.acrossOrganizations(handle -> handle.createUpdate(replies)
                        .bind("age", age.toSeconds())
                        .execute()
                + handle.createUpdate(states).bind("age", age.toSeconds()).execute());
    }
}
