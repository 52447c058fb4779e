/** Changes that nodes tell one another, and the caches that listen. */
@NullMarked
package dev.airlock.application.change;

import org.jspecify.annotations.NullMarked;
