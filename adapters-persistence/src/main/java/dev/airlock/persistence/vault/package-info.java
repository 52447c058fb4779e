/** The vault: credentials sealed under a data key for each organization, which the operator's master key wraps. */
@NullMarked
package dev.airlock.persistence.vault;

import org.jspecify.annotations.NullMarked;
