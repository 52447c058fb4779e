package dev.airlock.persistence.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.airlock.persistence.transaction.Columns;
import dev.airlock.persistence.transaction.Transactions;
import dev.airlock.persistence.vault.InstallationSeal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign access tokens, shared by all nodes and replaced every thirty days: a new one is published ten minutes before it signs, and an
 * old one until the last token that it signed is over.
 */
final class SigningKeys {
    private static final String TABLE = "oauth_signing_key";
    private static final String COLUMN = "private_key";
    private static final Duration AGE = Duration.ofDays(30);
    private static final Duration PUBLISHED_BEFORE = Duration.ofMinutes(10);
    private static final Duration RELOAD = Duration.ofMinutes(5);
    private static final Duration RELOAD_FOR_UNKNOWN = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final InstallationSeal seal;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Supplier<UUID> ids;
    private volatile @Nullable Loaded loaded;

    /** A key that signs from a moment on. */
    private record Key(ECKey pair, Instant createdAt) {}

    private record Loaded(List<Key> keys, Instant at) {}

    SigningKeys(
            Transactions transactions,
            InstallationSeal seal,
            InstantSource clock,
            SecureRandom random,
            Supplier<UUID> ids) {
        this.transactions = transactions;
        this.seal = seal;
        this.clock = clock;
        this.random = random;
        this.ids = ids;
    }

    /** The key that signs now: the newest that every node knows. */
    ECKey signing() {
        Instant known = clock.instant().minus(PUBLISHED_BEFORE);
        List<Key> keys = keys(RELOAD);
        return keys.stream()
                .filter(key -> key.createdAt.isBefore(known))
                .findFirst()
                .orElse(keys.getLast())
                .pair;
    }

    /** Returns the key of that id, or null. */
    @Nullable
    ECKey find(@Nullable String id) {
        ECKey key = among(keys(RELOAD), id);
        return key == null ? among(keys(RELOAD_FOR_UNKNOWN), id) : key;
    }

    private static @Nullable ECKey among(List<Key> keys, @Nullable String id) {
        return keys.stream()
                .map(Key::pair)
                .filter(key -> key.getKeyID().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** All keys, newest first. */
    List<ECKey> all() {
        return keys(RELOAD).stream().map(Key::pair).toList();
    }

    private List<Key> keys(Duration age) {
        Loaded present = loaded;
        if (present == null || present.at.plus(age).isBefore(clock.instant())) {
            present = new Loaded(transactions.acrossOrganizations(this::current), clock.instant());
            loaded = present;
        }
        return present.keys;
    }

    /** Two nodes at once make one key between them. */
    private List<Key> current(Handle handle) {
        handle.execute("select pg_advisory_xact_lock(hashtext('" + TABLE + "'))");
        handle.createUpdate("delete from oauth_signing_key where created_at < :old")
                .bind("old", clock.instant().minus(AGE.multipliedBy(2)))
                .execute();
        List<Key> keys = read(handle);
        if (keys.isEmpty() || keys.getFirst().createdAt.plus(AGE).isBefore(clock.instant())) {
            add(handle);
            keys = read(handle);
        }
        return keys;
    }

    private List<Key> read(Handle handle) {
        return handle.createQuery(
                        "select id, private_key, created_at from oauth_signing_key order by created_at desc, id")
                .map((row, context) -> key(row))
                .list();
    }

    private Key key(ResultSet row) throws SQLException {
        try {
            byte[] text = seal.open(row.getBytes(COLUMN), TABLE, COLUMN, row.getObject("id", UUID.class));
            return new Key(
                    ECKey.parse(new String(text, StandardCharsets.US_ASCII)), Columns.instant(row, "created_at"));
        } catch (GeneralSecurityException | ParseException e) {
            throw new IllegalStateException("a signing key of the database does not open", e);
        }
    }

    private void add(Handle handle) {
        UUID id = ids.get();
        ECKey pair = generate(id);
        handle.createUpdate("""
                        insert into oauth_signing_key (id, public_key, private_key, created_at)
                        values (:id, :public, :private, :now)
                        """)
                .bind("id", id)
                .bind("public", pair.toPublicJWK().toJSONString())
                .bind(
                        "private",
                        seal.seal(handle, pair.toJSONString().getBytes(StandardCharsets.US_ASCII), TABLE, COLUMN, id))
                .bind("now", clock.instant())
                .execute();
    }

    private ECKey generate(UUID id) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(id.toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .secureRandom(random)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }
}
