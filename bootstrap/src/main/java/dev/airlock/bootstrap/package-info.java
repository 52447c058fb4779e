/** Puts the modules together and starts them: the only package that sees all of them. */
@NullMarked
package dev.airlock.bootstrap;

import org.jspecify.annotations.NullMarked;
