/** The audit log in PostgreSQL, and its checkpoints in a file. */
@NullMarked
package dev.airlock.persistence.audit;

import org.jspecify.annotations.NullMarked;
