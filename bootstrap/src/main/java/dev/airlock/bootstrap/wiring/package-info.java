/** Which adapter serves which port: one module for each room. */
@NullMarked
package dev.airlock.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;
