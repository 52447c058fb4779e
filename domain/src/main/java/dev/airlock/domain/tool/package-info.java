/** Tools: single operations of a server, as an agent sees them. */
@NullMarked
package dev.airlock.domain.tool;

import org.jspecify.annotations.NullMarked;
