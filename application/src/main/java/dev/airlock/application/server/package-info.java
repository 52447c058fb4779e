/** Servers and their tools. */
@NullMarked
package dev.airlock.application.server;

import org.jspecify.annotations.NullMarked;
