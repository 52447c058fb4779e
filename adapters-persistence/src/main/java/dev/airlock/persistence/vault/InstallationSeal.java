package dev.airlock.persistence.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;

/** Seals what belongs to the installation rather than to an organization, directly under the master key. */
public final class InstallationSeal {
    private static final UUID NO_ORGANIZATION = new UUID(0, 0);

    private final MasterKey master;
    private final SecureRandom random;

    /** Makes a seal. */
    public InstallationSeal(MasterKey master, SecureRandom random) {
        this.master = master;
        this.random = random;
    }

    /** Seals a text for exactly this column of this row. */
    public byte[] seal(byte[] text, String table, String column, UUID row) {
        return master.wrapping().seal(text, place(table, column, row), random);
    }

    /** Opens a text; fails where the row is not the one it was sealed for, or a byte of it was changed. */
    public byte[] open(byte[] sealed, String table, String column, UUID row) throws GeneralSecurityException {
        return master.wrapping().open(sealed, place(table, column, row));
    }

    private static byte[] place(String table, String column, UUID row) {
        return new SealedPlace(NO_ORGANIZATION, table, column, row, 0).bytes();
    }
}
