/** Connections in PostgreSQL, sealed. */
@NullMarked
package dev.airlock.persistence.connection;

import org.jspecify.annotations.NullMarked;
