package dev.airlock.persistence.server;

import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolFingerprint;
import dev.airlock.domain.tool.ToolName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of one server's tools. */
final class ToolTable {
    /** Rows that the driver holds at a time, so that a thousand schemas are not in memory twice. */
    private static final int FETCH_SIZE = 200;

    private ToolTable() {}

    static List<Tool> select(Handle handle, Server server) {
        String sql = """
                select name, title, description, input_schema, output_schema,
                    read_only, destructive, idempotent, open_world, binding, fingerprint
                from tool
                where organization_id = :organization and server_id = :server
                order by name
                """;
        return handle.createQuery(sql)
                .bind("organization", server.organization().value())
                .bind("server", server.id().value())
                .setFetchSize(FETCH_SIZE)
                .map((row, context) -> read(row))
                .list();
    }

    private static Tool read(ResultSet row) throws SQLException {
        String outputSchema = row.getString("output_schema");
        return new Tool(
                new ToolName(row.getString("name")),
                row.getString("title"),
                row.getString("description"),
                RawJson.trusted(row.getString("input_schema")),
                outputSchema == null ? null : RawJson.trusted(outputSchema),
                new ToolAnnotations(
                        row.getBoolean("read_only"),
                        row.getBoolean("destructive"),
                        row.getBoolean("idempotent"),
                        row.getBoolean("open_world")),
                RawJson.trusted(row.getString("binding")),
                new ToolFingerprint(row.getString("fingerprint")));
    }

    static void delete(Handle handle, Server server) {
        handle.createUpdate("delete from tool where organization_id = :organization and server_id = :server")
                .bind("organization", server.organization().value())
                .bind("server", server.id().value())
                .execute();
    }

    static void insert(Handle handle, Server server, List<Tool> tools) {
        if (tools.isEmpty()) {
            return;
        }
        String sql = """
                insert into tool (organization_id, server_id, name, title, description, input_schema, output_schema,
                    read_only, destructive, idempotent, open_world, binding, fingerprint)
                values (:organization, :server, :name, :title, :description, :inputSchema, :outputSchema,
                    :readOnly, :destructive, :idempotent, :openWorld, :binding, :fingerprint)
                """;
        PreparedBatch batch = handle.prepareBatch(sql);
        for (Tool tool : tools) {
            bind(batch, tool)
                    .bind("organization", server.organization().value())
                    .bind("server", server.id().value())
                    .add();
        }
        batch.execute();
    }

    private static PreparedBatch bind(PreparedBatch batch, Tool tool) {
        RawJson outputSchema = tool.outputSchema();
        return batch.bind("name", tool.name().value())
                .bind("title", tool.title())
                .bind("description", tool.description())
                .bind("inputSchema", tool.inputSchema().text())
                .bind("outputSchema", outputSchema == null ? null : outputSchema.text())
                .bind("readOnly", tool.annotations().readOnly())
                .bind("destructive", tool.annotations().destructive())
                .bind("idempotent", tool.annotations().idempotent())
                .bind("openWorld", tool.annotations().openWorld())
                .bind("binding", tool.binding().text())
                .bind("fingerprint", tool.fingerprint().value());
    }
}
