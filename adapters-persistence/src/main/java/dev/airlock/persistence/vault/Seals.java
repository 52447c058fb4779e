package dev.airlock.persistence.vault;

import dev.airlock.application.change.ChangeNotices;
import dev.airlock.persistence.transaction.Transactions;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.Supplier;

/** The seals of a node, on keys that were found to be the database's own. */
public final class Seals {
    private final OrganizationSeal ofOrganizations;
    private final InstallationSeal ofInstallation;

    private Seals(OrganizationSeal ofOrganizations, InstallationSeal ofInstallation) {
        this.ofOrganizations = ofOrganizations;
        this.ofInstallation = ofInstallation;
    }

    /**
     * Opens the seals.
     *
     * @param notices tell when data keys are gone
     * @param ids names data keys
     * @throws UnusableKeyException if the database was sealed with another master key; nothing is changed then
     */
    public static Seals open(
            Transactions transactions, ChangeNotices notices, MasterKeys keys, SecureRandom random, Supplier<UUID> ids)
            throws UnusableKeyException {
        KeyCheck.pass(transactions, keys);
        var dataKeys = new DataKeys(transactions, notices, keys, random, ids);
        return new Seals(new OrganizationSeal(dataKeys, random), new InstallationSeal(keys, random));
    }

    /** Seals what belongs to organizations. */
    public OrganizationSeal ofOrganizations() {
        return ofOrganizations;
    }

    /** Seals what belongs to the installation. */
    public InstallationSeal ofInstallation() {
        return ofInstallation;
    }
}
