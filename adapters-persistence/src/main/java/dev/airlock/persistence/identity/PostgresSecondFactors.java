package dev.airlock.persistence.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.SecondFactors;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.identity.TotpSecret;
import dev.airlock.domain.identity.UserId;
import dev.airlock.persistence.transaction.Transactions;
import dev.airlock.persistence.vault.InstallationSeal;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Second factors in PostgreSQL: the app's secret sealed, since it must be opened to check a code, recovery codes hashed. */
public final class PostgresSecondFactors implements SecondFactors {
    private static final String TABLE = "person_totp";
    private static final String COLUMN = "secret";

    private final Transactions transactions;
    private final InstallationSeal seal;

    /** Makes the store. */
    public PostgresSecondFactors(Transactions transactions, InstallationSeal seal) {
        this.transactions = transactions;
        this.seal = seal;
    }

    @Override
    public @Nullable SecondFactor find(UserId user) {
        String sql = """
                select t.user_id, t.secret, t.confirmed_at is not null as confirmed,
                    (select count(*) from person_recovery_code c where c.user_id = t.user_id) as recovery_codes
                from person_totp t where t.user_id = :user
                """;
        return transactions
                .acrossOrganizations(handle -> handle.createQuery(sql)
                        .bind("user", user.value())
                        .map((row, context) -> read(row))
                        .findOne())
                .orElse(null);
    }

    private SecondFactor read(ResultSet row) throws SQLException {
        try {
            byte[] secret = seal.open(row.getBytes(COLUMN), TABLE, COLUMN, row.getObject("user_id", UUID.class));
            return new SecondFactor(new TotpSecret(secret), row.getBoolean("confirmed"), row.getInt("recovery_codes"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret of an authenticator app does not open", e);
        }
    }

    @Override
    public boolean propose(Admission admission, TotpSecret secret) {
        String sql = """
                insert into person_totp (user_id, secret) values (:user, :secret)
                on conflict (user_id) do update set secret = excluded.secret where person_totp.confirmed_at is null
                """;
        UUID user = admission.caller().user().value();
        return transactions.in(
                        admission.organization(),
                        handle -> handle.createUpdate(sql)
                                .bind("user", user)
                                .bind("secret", seal.seal(handle, secret.bytes(), TABLE, COLUMN, user))
                                .execute())
                == 1;
    }

    @Override
    public boolean confirm(Admission admission, long step, Set<SecretHash> recoveryCodes) {
        String sql = """
                update person_totp set confirmed_at = :now, last_step = :step
                where user_id = :user and confirmed_at is null
                """;
        UUID user = admission.caller().user().value();
        return transactions.in(admission.organization(), handle -> {
            boolean mine = handle.createUpdate(sql)
                            .bind("now", admission.now())
                            .bind("step", step)
                            .bind("user", user)
                            .execute()
                    == 1;
            if (mine) {
                add(handle, user, recoveryCodes);
            }
            return mine;
        });
    }

    private static void add(Handle handle, UUID user, Set<SecretHash> recoveryCodes) {
        var batch =
                handle.prepareBatch("insert into person_recovery_code (user_id, secret_hash) values (:user, :hash)");
        recoveryCodes.forEach(
                code -> batch.bind("user", user).bind("hash", code.value()).add());
        batch.execute();
    }

    @Override
    public boolean useStep(UserId user, long step) {
        String sql = """
                update person_totp set last_step = :step
                where user_id = :user and confirmed_at is not null and last_step < :step
                """;
        return transactions.acrossOrganizations(handle -> handle.createUpdate(sql)
                        .bind("step", step)
                        .bind("user", user.value())
                        .execute())
                == 1;
    }

    @Override
    public boolean useRecoveryCode(UserId user, SecretHash code) {
        String sql = "delete from person_recovery_code where user_id = :user and secret_hash = :hash";
        return transactions.acrossOrganizations(handle -> handle.createUpdate(sql)
                        .bind("user", user.value())
                        .bind("hash", code.value())
                        .execute())
                == 1;
    }

    @Override
    public boolean remove(Admission admission, UserId user) {
        return transactions.in(
                        admission.organization(),
                        handle -> handle.createUpdate("delete from person_totp where user_id = :user")
                                .bind("user", user.value())
                                .execute())
                == 1;
    }
}
