/** One tool call: what is asked, what will be sent, and how it ended. */
@NullMarked
package dev.airlock.domain.call;

import org.jspecify.annotations.NullMarked;
