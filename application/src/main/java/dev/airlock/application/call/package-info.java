/** The guarded call: the one way through Airlock. */
@NullMarked
package dev.airlock.application.call;

import org.jspecify.annotations.NullMarked;
