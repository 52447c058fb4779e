/** A real PostgreSQL that Airlock starts, watches and stops itself. */
@NullMarked
package dev.airlock.persistence.embedded;

import org.jspecify.annotations.NullMarked;
