package dev.airlock.persistence.approval;

import dev.airlock.application.approval.ApprovalNotices;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.persistence.transaction.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What people are to be told of approval requests, in PostgreSQL. */
public final class PostgresApprovalNotices implements ApprovalNotices {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresApprovalNotices(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(OrganizationId organization, ApprovalId approval, Set<UserId> readers, Kind kind, Duration after) {
        String sql = """
                insert into approval_notice (organization_id, approval_id, user_id, kind, due_at)
                select :organization, :approval, reader, :kind, clock_timestamp() + :after * interval '1 second'
                from unnest(:readers) reader
                on conflict (organization_id, approval_id, user_id, kind) do nothing
                """;
        List<UUID> ids = readers.stream().map(UserId::value).toList();
        transactions.within(
                organization,
                handle -> handle.createUpdate(sql)
                        .bind("organization", organization.value())
                        .bind("approval", approval.value())
                        .bind("kind", kind.name())
                        .bind("after", after.toSeconds())
                        .bindArray("readers", UUID.class, ids)
                        .execute());
    }

    @Override
    public List<Reader> due(Duration silence) {
        String sql = """
                select distinct n.organization_id, n.user_id from approval_notice n
                left join approval_reader r on r.organization_id = n.organization_id and r.user_id = n.user_id
                where n.due_at <= clock_timestamp()
                    and (r.told_at is null or r.told_at <= clock_timestamp() - :silence * interval '1 second')
                limit 100
                """;
        return transactions.acrossOrganizations(handle -> handle.createQuery(sql)
                .bind("silence", silence.toSeconds())
                .map((row, context) -> new Reader(
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        new UserId(row.getObject("user_id", UUID.class))))
                .list());
    }

    @Override
    public List<Notice> take(Reader reader, Duration silence) {
        String sql = """
                with taken as (
                    delete from approval_notice
                    where organization_id = :organization and user_id = :user and due_at <= clock_timestamp()
                        and not exists (
                            select from approval_reader
                            where organization_id = :organization and user_id = :user
                                and told_at > clock_timestamp() - :silence * interval '1 second')
                    returning approval_id, kind, due_at)
                select approval_id, kind from taken order by due_at, approval_id, kind
                """;
        return transactions.within(
                reader.organization(),
                handle -> handle.createQuery(sql)
                        .bind("organization", reader.organization().value())
                        .bind("user", reader.user().value())
                        .bind("silence", silence.toSeconds())
                        .map((row, context) -> new Notice(
                                new ApprovalId(row.getObject("approval_id", UUID.class)),
                                Kind.valueOf(row.getString("kind"))))
                        .list());
    }

    @Override
    public void told(Reader reader) {
        String sql = """
                insert into approval_reader (organization_id, user_id, told_at)
                values (:organization, :user, clock_timestamp())
                on conflict (organization_id, user_id) do update set told_at = excluded.told_at
                """;
        transactions.within(
                reader.organization(),
                handle -> handle.createUpdate(sql)
                        .bind("organization", reader.organization().value())
                        .bind("user", reader.user().value())
                        .execute());
    }
}
