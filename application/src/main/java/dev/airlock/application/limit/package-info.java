/** How often strangers may try. */
@NullMarked
package dev.airlock.application.limit;

import org.jspecify.annotations.NullMarked;
