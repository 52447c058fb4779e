/** The values and rules of Airlock: pure decisions, no input or output. */
@NullMarked
package dev.airlock.domain;

import org.jspecify.annotations.NullMarked;
