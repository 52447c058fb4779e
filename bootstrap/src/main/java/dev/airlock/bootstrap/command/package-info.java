/** The commands of ./airlock. */
@NullMarked
package dev.airlock.bootstrap.command;

import org.jspecify.annotations.NullMarked;
