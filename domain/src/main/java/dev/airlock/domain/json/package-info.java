/** JSON values as the core sees them: a sealed type, a strict reader and a writer; see ADR 0003. */
@NullMarked
package dev.airlock.domain.json;

import org.jspecify.annotations.NullMarked;
