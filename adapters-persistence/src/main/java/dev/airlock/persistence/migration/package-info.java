/** Brings a database to the shape that this version of Airlock needs. */
@NullMarked
package dev.airlock.persistence.migration;

import org.jspecify.annotations.NullMarked;
