/** Names in networks. */
@NullMarked
package dev.airlock.domain.net;

import org.jspecify.annotations.NullMarked;
