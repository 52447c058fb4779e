/** The outbox in PostgreSQL. */
@NullMarked
package dev.airlock.persistence.mail;

import org.jspecify.annotations.NullMarked;
