/** What Airlock remembers: the driven ports on PostgreSQL. */
@NullMarked
package dev.airlock.persistence;

import org.jspecify.annotations.NullMarked;
