/** The APIs behind Airlock: how they are described, and how they are called. */
@NullMarked
package dev.airlock.upstream;

import org.jspecify.annotations.NullMarked;
