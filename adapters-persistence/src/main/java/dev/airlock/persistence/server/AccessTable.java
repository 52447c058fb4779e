package dev.airlock.persistence.server;

import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.Server;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows that name who may use a server. */
final class AccessTable {
    private AccessTable() {}

    static void replace(Handle handle, Server server) {
        delete(
                handle,
                server,
                "delete from server_group where organization_id = :organization and server_id = :server");
        delete(handle, server, "delete from server_user where organization_id = :organization and server_id = :server");
        insert(handle, server);
    }

    private static void delete(Handle handle, Server server, String sql) {
        handle.createUpdate(sql)
                .bind("organization", server.organization().value())
                .bind("server", server.id().value())
                .execute();
    }

    static void insert(Handle handle, Server server) {
        insert(
                handle,
                server,
                "insert into server_group (organization_id, server_id, group_id) values (:organization, :server, :id)",
                server.access().groups().stream().map(GroupId::value).toList());
        insert(
                handle,
                server,
                "insert into server_user (organization_id, server_id, user_id) values (:organization, :server, :id)",
                server.access().users().stream().map(UserId::value).toList());
    }

    private static void insert(Handle handle, Server server, String sql, List<UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(sql);
        for (UUID id : ids) {
            batch.bind("organization", server.organization().value())
                    .bind("server", server.id().value())
                    .bind("id", id)
                    .add();
        }
        batch.execute();
    }
}
