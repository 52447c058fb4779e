package dev.airlock.bootstrap.config;

import static dev.airlock.bootstrap.config.Defaults.or;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where Airlock keeps its data: an external PostgreSQL where a URL is given, else one that Airlock starts by itself.
 *
 * @param url the JDBC URL of an external PostgreSQL, null for the embedded one
 * @param service the role that serves calls; it owns nothing
 * @param owner the role that owns the tables and runs migrations
 * @param maxConnections how many connections the node may open for requests
 */
public record DatabaseConfig(@Nullable String url, RoleConfig service, RoleConfig owner, int maxConnections) {
    /**
     * A role and its password.
     *
     * @param passwordFile a file that holds the password and nothing else; null where {@code password} says it
     */
    public record RoleConfig(
            String user,
            @Nullable String password,
            @Nullable Path passwordFile) {
        @JsonCreator
        static RoleConfig read(
                @JsonProperty("user") @Nullable String user,
                @JsonProperty("password") @Nullable String password,
                @JsonProperty("passwordFile") @Nullable Path passwordFile) {
            if (user == null) {
                throw new IllegalArgumentException("database: a role needs its \"user\"");
            }
            return new RoleConfig(user, password, passwordFile);
        }

        @Override
        public String toString() {
            return user;
        }
    }

    @JsonCreator
    static DatabaseConfig read(
            @JsonProperty("url") @Nullable String url,
            @JsonProperty("service") @Nullable RoleConfig service,
            @JsonProperty("owner") @Nullable RoleConfig owner,
            @JsonProperty("maxConnections") @Nullable Integer maxConnections) {
        return new DatabaseConfig(
                url,
                or(service, new RoleConfig("airlock_service", null, null)),
                or(owner, new RoleConfig("airlock_owner", null, null)),
                or(maxConnections, 20));
    }

    /** What holds where the configuration says nothing: the embedded PostgreSQL. */
    public static DatabaseConfig defaults() {
        return read(null, null, null, null);
    }
}
