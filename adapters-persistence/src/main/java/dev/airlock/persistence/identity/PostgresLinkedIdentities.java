package dev.airlock.persistence.identity;

import dev.airlock.application.identity.LinkedIdentities;
import dev.airlock.domain.identity.UserId;
import dev.airlock.persistence.transaction.Transactions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Linked identities in PostgreSQL. */
public final class PostgresLinkedIdentities implements LinkedIdentities {
    private final Transactions transactions;

    /** Makes the store. */
    public PostgresLinkedIdentities(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public @Nullable UserId find(String issuer, String subject) {
        return transactions
                .acrossOrganizations(handle -> handle.createQuery(
                                "select user_id from linked_identity where issuer = :issuer and subject = :subject")
                        .bind("issuer", issuer)
                        .bind("subject", subject)
                        .mapTo(UUID.class)
                        .findOne())
                .map(UserId::new)
                .orElse(null);
    }

    @Override
    public void link(String issuer, String subject, UserId user) {
        transactions.acrossOrganizations(handle -> handle.createUpdate("""
                        insert into linked_identity (issuer, subject, user_id) values (:issuer, :subject, :user)
                        on conflict do nothing
                        """)
                .bind("issuer", issuer)
                .bind("subject", subject)
                .bind("user", user.value())
                .execute());
    }
}
