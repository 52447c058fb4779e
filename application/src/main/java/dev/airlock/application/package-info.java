/** What Airlock does: one service per verb, driven by the doors and driving the ports. */
@NullMarked
package dev.airlock.application;

import org.jspecify.annotations.NullMarked;
