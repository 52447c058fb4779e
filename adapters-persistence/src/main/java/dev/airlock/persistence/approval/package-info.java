/** Approval requests in PostgreSQL. */
@NullMarked
package dev.airlock.persistence.approval;

import org.jspecify.annotations.NullMarked;
