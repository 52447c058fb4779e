package dev.airlock.persistence.approval;

import dev.airlock.application.approval.ApprovalLists;
import dev.airlock.application.approval.Approvals.Held;
import dev.airlock.application.oauth.MessageCodes;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.ServerId;
import dev.airlock.persistence.transaction.Columns;
import dev.airlock.persistence.transaction.Transactions;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Approval requests as people look through them, in PostgreSQL. */
public final class PostgresApprovalLists implements ApprovalLists {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresApprovalLists.class);

    private final Transactions transactions;
    private final RowMapper<@Nullable Held> mapper;

    /** Makes the store. */
    public PostgresApprovalLists(Transactions transactions, MessageCodes codes) {
        this.transactions = transactions;
        var rows = new ApprovalRows(new ApprovalCodes(codes));
        this.mapper = (row, context) -> {
            try {
                return rows.read(row);
            } catch (AlteredRowException e) {
                LOG.error("{}", e.getMessage());
                return null;
            }
        };
    }

    @Override
    public List<ToDo> toDo(OrganizationId organization, int limit) {
        String sql = """
                select a.id, a.server_id, a.requester_id, s.owner_id, a.approvers, a.approver_groups, a.quorum, a.self_approval, a.state
                from approval_request a join server s on s.organization_id = a.organization_id and s.id = a.server_id
                where a.organization_id = :organization and a.state in ('PENDING', 'OUTCOME_UNKNOWN')
                order by a.requested_at, a.id limit :limit
                """;
        return transactions.in(
                organization,
                handle -> handle.createQuery(sql)
                        .bind("organization", organization.value())
                        .bind("limit", limit)
                        .map((row, context) -> new ToDo(
                                new ApprovalId(row.getObject("id", UUID.class)),
                                new ServerId(row.getObject("server_id", UUID.class)),
                                new UserId(row.getObject("requester_id", UUID.class)),
                                new UserId(row.getObject("owner_id", UUID.class)),
                                ApprovalRows.demand(row),
                                row.getString("state").equals("OUTCOME_UNKNOWN")))
                        .list());
    }

    @Override
    public List<Held> load(OrganizationId organization, Collection<ApprovalId> ids) {
        String sql = ApprovalRows.SELECT + """
                where a.organization_id = :organization and a.id = any(:ids) order by a.requested_at, a.id
                """;
        return transactions.in(
                organization,
                handle -> handle
                        .createQuery(sql)
                        .bind("organization", organization.value())
                        .bind("ids", ids.stream().map(ApprovalId::value).toArray(UUID[]::new))
                        .map(mapper)
                        .stream()
                        .filter(Objects::nonNull)
                        .toList());
    }

    @Override
    public List<Held> list(
            OrganizationId organization, @Nullable UserId requester, @Nullable ApprovalId before, int limit) {
        // A condition that is left out, not one that may be null: that would hide the indexes from a plan which is
        // kept.
        String own = requester == null ? "" : "and a.requester_id = :requester\n";
        String older = before == null ? "" : """
                and (a.requested_at, a.id) < (
                    select b.requested_at, b.id from approval_request b
                    where b.organization_id = :organization and b.id = :before)
                """;
        String sql = ApprovalRows.SELECT + "where a.organization_id = :organization\n" + own + older
                + "order by a.requested_at desc, a.id desc limit :limit";
        return transactions.in(organization, handle -> {
            Query query = handle.createQuery(sql)
                    .bind("organization", organization.value())
                    .bind("limit", limit);
            if (requester != null) {
                query.bind("requester", requester.value());
            }
            if (before != null) {
                query.bind("before", before.value());
            }
            return query.map(mapper).stream().filter(Objects::nonNull).toList();
        });
    }

    @Override
    public List<Vote> votes(OrganizationId organization, ApprovalId id) {
        String sql = """
                select user_id, at from approval_vote
                where organization_id = :organization and approval_id = :id order by at, user_id
                """;
        return transactions.in(
                organization,
                handle -> handle.createQuery(sql)
                        .bind("organization", organization.value())
                        .bind("id", id.value())
                        .map((row, context) ->
                                new Vote(new UserId(row.getObject("user_id", UUID.class)), Columns.instant(row, "at")))
                        .list());
    }
}
