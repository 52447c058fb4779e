/** Who is calling. */
@NullMarked
package dev.airlock.application.identity;

import org.jspecify.annotations.NullMarked;
