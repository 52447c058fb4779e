package dev.airlock.persistence.oauth;

import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.oauth.Clients;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.OAuthClient;
import dev.airlock.domain.oauth.RedirectUri;
import dev.airlock.persistence.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Registered clients in PostgreSQL. */
public final class PostgresClients implements Clients {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresClients(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(OAuthClient client, @Nullable SecretHash secret) {
        List<String> redirects =
                client.redirects().stream().map(RedirectUri::value).toList();
        transactions.acrossOrganizations(handle -> handle.createUpdate("""
                        insert into oauth_client (id, name, redirect_uris, secret_hash) values (:id, :name, :redirects, :secret)
                        """)
                .bind("id", client.id().value())
                .bind("name", client.name())
                .bindArray("redirects", String.class, redirects)
                .bind("secret", secret == null ? null : secret.value())
                .execute());
    }

    @Override
    public @Nullable Registered find(ClientId id) {
        return transactions
                .acrossOrganizations(handle -> handle.createQuery(
                                "select id, name, redirect_uris, secret_hash from oauth_client where id = :id")
                        .bind("id", id.value())
                        .map((row, context) -> read(row))
                        .findOne())
                .orElse(null);
    }

    private static Registered read(ResultSet row) throws SQLException {
        List<RedirectUri> redirects = Stream.of(
                        (String[]) row.getArray("redirect_uris").getArray())
                .map(RedirectUri::new)
                .toList();
        String secret = row.getString("secret_hash");
        var client =
                new OAuthClient(new ClientId(row.getString("id")), row.getString("name"), redirects, secret != null);
        return new Registered(client, secret == null ? null : new SecretHash(secret));
    }

    @Override
    public int removeUnused(Duration age) {
        return transactions.acrossOrganizations(
                handle -> handle.createUpdate("""
                        delete from oauth_client
                        where last_allowed_at is null and created_at < current_timestamp - :age * interval '1 second'
                        """).bind("age", age.toSeconds()).execute());
    }
}
