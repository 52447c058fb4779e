/** What {@code bench/run} measures Airlock with and against. Nothing here is a test. */
@NullMarked
package dev.airlock.bench;

import org.jspecify.annotations.NullMarked;
