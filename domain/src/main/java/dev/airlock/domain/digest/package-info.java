/** Hashing of records, field by field. */
@NullMarked
package dev.airlock.domain.digest;

import org.jspecify.annotations.NullMarked;
