/** News of changes, through PostgreSQL's own notices. */
@NullMarked
package dev.airlock.persistence.change;

import org.jspecify.annotations.NullMarked;
