package dev.airlock.persistence.server;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.tool.Tool;
import dev.airlock.persistence.transaction.Transactions;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Servers in PostgreSQL. Whatever changes a server raises its version first, so that of two changes at once one finds it raised. */
public final class PostgresServers implements Servers {
    private final Transactions transactions;

    private record Head(Server server, PolicySet policy) {}

    /** Makes the store. */
    public PostgresServers(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Listed> list(OrganizationId organization) {
        String sql = "select " + ServerRows.COLUMNS + ", s.tool_count" + """

                from server s
                where s.organization_id = :organization
                order by lower(s.name), s.slug
                """;
        return transactions.in(
                organization,
                handle -> handle.createQuery(sql)
                        .bind("organization", organization.value())
                        .map((row, context) -> new Listed(ServerRows.read(row), row.getInt("tool_count")))
                        .list());
    }

    @Override
    public @Nullable Loaded load(OrganizationId organization, Slug slug) {
        return transactions
                .inSnapshot(
                        organization,
                        handle -> head(handle, organization, slug)
                                .map(head ->
                                        new Loaded(head.server, ToolTable.select(handle, head.server), head.policy)))
                .orElse(null);
    }

    private static Optional<Head> head(Handle handle, OrganizationId organization, Slug slug) {
        String sql = "select " + ServerRows.COLUMNS + ", p.document" + """

                from server s
                join policy p on p.organization_id = s.organization_id and p.server_id = s.id
                where s.organization_id = :organization and s.slug = :slug
                """;
        return handle.createQuery(sql)
                .bind("organization", organization.value())
                .bind("slug", slug.value())
                .map((row, context) -> new Head(
                        ServerRows.read(row),
                        PolicyJson.read(
                                RawJson.trusted(row.getString("document")).parse())))
                .findOne();
    }

    @Override
    public boolean add(Admission admission, Server server, List<Tool> tools, PolicySet policy) {
        return transactions.in(admission.organization(), handle -> {
            boolean added = insert(handle, server, tools.size());
            if (added) {
                AccessTable.insert(handle, server);
                ToolTable.insert(handle, server, tools);
                insertPolicy(handle, server, policy);
            }
            return added;
        });
    }

    private static boolean insert(Handle handle, Server server, int tools) {
        String sql = """
                insert into server (organization_id, id, slug, name, description, type, target_url, owner_id, schemes,
                    open_to_all, conventions, other_target_urls, variables, tool_count, version, created_at, updated_at)
                values (:organization, :id, :slug, :name, :description, :type, :targetUrl, :owner, :schemes,
                    :openToAll, :conventions, :otherTargetUrls, :variables, :tools, :version, :createdAt, :createdAt)
                on conflict (organization_id, slug) do nothing
                """;
        return ServerRows.bindContent(handle.createUpdate(sql), server)
                        .bind("slug", server.slug().value())
                        .bind("type", server.type().name())
                        .bind("owner", server.owner().value())
                        .bind("tools", tools)
                        .bind("createdAt", server.createdAt())
                        .execute()
                == 1;
    }

    private static void insertPolicy(Handle handle, Server server, PolicySet policy) {
        String sql = """
                insert into policy (organization_id, server_id, document, updated_at)
                values (:organization, :server, :document, :now)
                """;
        handle.createUpdate(sql)
                .bind("organization", server.organization().value())
                .bind("server", server.id().value())
                .bind("document", RawJson.of(PolicyJson.write(policy)).text())
                .bind("now", server.createdAt())
                .execute();
    }

    @Override
    public boolean update(Admission admission, Server server) {
        String sql = """
                update server set name = :name, description = :description, target_url = :targetUrl,
                    other_target_urls = :otherTargetUrls, variables = :variables, schemes = :schemes,
                    open_to_all = :openToAll, conventions = :conventions, version = version + 1, updated_at = :now
                where organization_id = :organization and id = :id and version = :version
                """;
        return transactions.in(admission.organization(), handle -> {
            boolean raised = ServerRows.bindContent(handle.createUpdate(sql), server)
                            .bind("now", admission.now())
                            .execute()
                    == 1;
            if (raised) {
                AccessTable.replace(handle, server);
            }
            return raised;
        });
    }

    @Override
    public boolean replaceTools(Admission admission, Server server, List<Tool> tools) {
        String sql = """
                update server set tool_count = :tools, version = version + 1, updated_at = :now
                where organization_id = :organization and id = :id and version = :version
                """;
        return transactions.in(admission.organization(), handle -> {
            boolean raised = ServerRows.bindVersion(handle.createUpdate(sql), server)
                            .bind("tools", tools.size())
                            .bind("now", admission.now())
                            .execute()
                    == 1;
            if (raised) {
                ToolTable.delete(handle, server);
                ToolTable.insert(handle, server, tools);
            }
            return raised;
        });
    }

    @Override
    public boolean replacePolicy(Admission admission, Server server, PolicySet policy) {
        String sql = """
                with raised as (
                    update server set version = version + 1, updated_at = :now
                    where organization_id = :organization and id = :id and version = :version
                    returning organization_id, id)
                update policy p set document = :document, updated_at = :now
                from raised r where p.organization_id = r.organization_id and p.server_id = r.id
                """;
        return transactions.in(
                        admission.organization(),
                        handle -> ServerRows.bindVersion(handle.createUpdate(sql), server)
                                .bind(
                                        "document",
                                        RawJson.of(PolicyJson.write(policy)).text())
                                .bind("now", admission.now())
                                .execute())
                == 1;
    }

    @Override
    public boolean remove(Admission admission, Slug slug) {
        String sql = "delete from server where organization_id = :organization and slug = :slug";
        return transactions.in(
                        admission.organization(),
                        handle -> handle.createUpdate(sql)
                                .bind("organization", admission.organization().value())
                                .bind("slug", slug.value())
                                .execute())
                == 1;
    }
}
