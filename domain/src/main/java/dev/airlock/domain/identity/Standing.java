package dev.airlock.domain.identity;

/** Whether someone who once joined an organization still belongs to it; their place itself stays, for what they did there. */
public enum Standing {
    /** They come in. */
    ACTIVE,
    /** They do not come in, until they are enabled again. */
    DISABLED,
    /** They have left; only a new invitation brings them back. */
    REMOVED
}
