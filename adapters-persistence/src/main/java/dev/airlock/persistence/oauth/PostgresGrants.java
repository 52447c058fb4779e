package dev.airlock.persistence.oauth;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.oauth.Grants;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.oauth.CodeChallenge;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import dev.airlock.persistence.identity.MembershipRows;
import dev.airlock.persistence.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Grants, codes and refresh tokens in PostgreSQL, by whose clock their ages are measured. What has ended long ago goes when its user begins something new. */
public final class PostgresGrants implements Grants {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresGrants.class);

    /** With the place of its person; a table named g must precede it. */
    private static final String PLACE =
            " join (" + MembershipRows.TABLES + ") on g.organization_id = m.organization_id and g.user_id = m.user_id ";

    private static final String GRANT = "(select id as grant_id, * from oauth_grant) g";

    private final Transactions transactions;

    /** Makes the store. */
    public PostgresGrants(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void addCode(Admission admission, SecretHash code, Grant grant, CodeTerms terms) {
        transactions.in(grant.organization(), handle -> {
            handle.createUpdate("""
                            delete from oauth_code
                            where organization_id = :organization and issued_at < clock_timestamp() - interval '1 hour'
                            """)
                    .bind("organization", grant.organization().value())
                    .execute();
            return GrantRows.bind(handle.createUpdate("""
                            insert into oauth_code (organization_id, secret_hash, grant_id, user_id, client_id, client_name,
                                                    resource, access, created_at, expires_at, redirect_uri, challenge)
                            values (:organization, :hash, :grant, :user, :client, :clientName,
                                    :resource, :access, :createdAt, :expiresAt, :redirectUri, :challenge)
                            """), grant)
                    .bind("hash", code.value())
                    .bind("redirectUri", terms.redirectUri())
                    .bind("challenge", terms.challenge().value())
                    .execute();
        });
        transactions.acrossOrganizations(handle -> handle.createUpdate(
                        "update oauth_client set last_allowed_at = current_timestamp where id = :id")
                .bind("id", grant.client().value())
                .execute());
    }

    @Override
    public @Nullable Code findCode(SecretHash code, Duration lifetime) {
        String sql = "select " + GrantRows.COLUMNS + ", " + MembershipRows.COLUMNS + """
                , g.redirect_uri, g.challenge,
                clock_timestamp() not between g.issued_at and g.issued_at + :lifetime * interval '1 millisecond' as expired
                from oauth_code g
                """ + PLACE
                + "where g.secret_hash = :hash";
        return transactions
                .acrossOrganizations(handle -> handle.createQuery(sql)
                        .bind("hash", code.value())
                        .bind("lifetime", lifetime.toMillis())
                        .map(PostgresGrants::code)
                        .findOne())
                .orElse(null);
    }

    private static Code code(ResultSet row, StatementContext context) throws SQLException {
        var terms = new CodeTerms(row.getString("redirect_uri"), new CodeChallenge(row.getString("challenge")));
        return new Code(GrantRows.read(row), terms, MembershipRows.read(row, context), row.getBoolean("expired"));
    }

    @Override
    public boolean redeem(SecretHash code, Grant grant) {
        return transactions.in(grant.organization(), handle -> {
            int used = handle.createUpdate("""
                            update oauth_code set used_at = clock_timestamp()
                            where organization_id = :organization and secret_hash = :hash and used_at is null
                            """)
                    .bind("organization", grant.organization().value())
                    .bind("hash", code.value())
                    .execute();
            if (used == 1) {
                begin(handle, grant);
            }
            return used == 1;
        });
    }

    private static void begin(Handle handle, Grant grant) {
        handle.createUpdate("""
                        delete from oauth_grant
                        where organization_id = :organization and user_id = :user and expires_at < current_timestamp
                        """)
                .bind("organization", grant.organization().value())
                .bind("user", grant.user().value())
                .execute();
        GrantRows.bind(handle.createUpdate("""
                        insert into oauth_grant (organization_id, id, user_id, client_id, client_name, resource, access,
                                                 created_at, expires_at)
                        values (:organization, :grant, :user, :client, :clientName, :resource, :access,
                                :createdAt, :expiresAt)
                        """), grant).execute();
    }

    @Override
    public void addRefresh(Grant grant, SecretHash token) {
        transactions.in(grant.organization(), handle -> insertRefresh(handle, grant, token));
    }

    private static int insertRefresh(Handle handle, Grant grant, SecretHash token) {
        return handle.createUpdate("""
                        insert into oauth_refresh_token (organization_id, secret_hash, grant_id)
                        values (:organization, :hash, :grant)
                        """)
                .bind("organization", grant.organization().value())
                .bind("hash", token.value())
                .bind("grant", grant.id().value())
                .execute();
    }

    @Override
    public @Nullable Held findRefresh(SecretHash token) {
        String sql = "select " + GrantRows.COLUMNS + ", " + MembershipRows.COLUMNS + " from " + GRANT + PLACE + """
                join oauth_refresh_token t on t.organization_id = g.organization_id and t.grant_id = g.id
                where t.secret_hash = :hash
                """;
        return held(handle -> handle.createQuery(sql)
                .bind("hash", token.value())
                .map(GrantRows::readHeld)
                .findOne());
    }

    @Override
    public @Nullable Held find(GrantId grant) {
        String sql = "select " + GrantRows.COLUMNS + ", " + MembershipRows.COLUMNS + " from " + GRANT + PLACE
                + "where g.id = :grant";
        return held(handle -> handle.createQuery(sql)
                .bind("grant", grant.value())
                .map(GrantRows::readHeld)
                .findOne());
    }

    private @Nullable Held held(Function<Handle, Optional<Held>> look) {
        return transactions.acrossOrganizations(look).orElse(null);
    }

    @Override
    public Rotation rotate(Grant grant, SecretHash token, String salt, SecretHash successor, Duration grace) {
        return transactions.in(grant.organization(), handle -> {
            int mine = handle.createUpdate("""
                            update oauth_refresh_token set rotated_at = clock_timestamp(), salt = :salt
                            where organization_id = :organization and secret_hash = :hash and rotated_at is null
                            """)
                    .bind("organization", grant.organization().value())
                    .bind("hash", token.value())
                    .bind("salt", salt)
                    .execute();
            if (mine == 1) {
                insertRefresh(handle, grant, successor);
                return new Rotation.Rotated();
            }
            return saltWithin(handle, grant, token, grace)
                    .<Rotation>map(Rotation.Repeated::new)
                    .orElseGet(Rotation.Reused::new);
        });
    }

    private static Optional<String> saltWithin(Handle handle, Grant grant, SecretHash token, Duration grace) {
        return handle.createQuery("""
                        select salt from oauth_refresh_token
                        where organization_id = :organization and secret_hash = :hash
                          and clock_timestamp() between rotated_at and rotated_at + :grace * interval '1 millisecond'
                        """)
                .bind("organization", grant.organization().value())
                .bind("hash", token.value())
                .bind("grace", grace.toMillis())
                .mapTo(String.class)
                .findOne();
    }

    @Override
    public List<Listed> list(OrganizationId organization, @Nullable UserId user, @Nullable GrantId before, int limit) {
        String sql =
                "select " + GrantRows.COLUMNS + ", " + MembershipRows.COLUMNS + ", g.last_used_at, g.last_address from "
                        + GRANT + PLACE + """
                where g.organization_id = :organization and g.user_id = coalesce(cast(:user as uuid), g.user_id)
                  and (cast(:before as uuid) is null or g.id < cast(:before as uuid)) and g.expires_at > current_timestamp
                order by g.id desc limit :limit
                """;
        return transactions.in(
                organization,
                handle -> handle.createQuery(sql)
                        .bind("organization", organization.value())
                        .bind("user", user == null ? null : user.value())
                        .bind("before", before == null ? null : before.value())
                        .bind("limit", limit)
                        .map(GrantRows::readListed)
                        .list());
    }

    @Override
    public boolean remove(OrganizationId organization, GrantId grant) {
        return transactions.in(
                        organization,
                        handle -> handle.createUpdate(
                                        "delete from oauth_grant where organization_id = :organization and id = :grant")
                                .bind("organization", organization.value())
                                .bind("grant", grant.value())
                                .execute())
                == 1;
    }

    @Override
    public void used(OrganizationId organization, GrantId grant, Instant at, String address) {
        String sql = """
                update oauth_grant set last_used_at = :at, last_address = :address
                where organization_id = :organization and id = :grant and (last_used_at is null or last_used_at < :at)
                """;
        try {
            transactions.in(
                    organization,
                    handle -> handle.createUpdate(sql)
                            .bind("organization", organization.value())
                            .bind("grant", grant.value())
                            .bind("at", at)
                            .bind("address", address)
                            .execute());
        } catch (JdbiException e) {
            LOG.warn("the use of grant {} could not be noted: {}", grant, e.getMessage());
        }
    }
}
