/**
 * The demo API: a small shop with an OpenAPI description, served on loopback, so that a first call works with no account anywhere.
 *
 * <p>The description is the contract: routes, parameters and body checks are read from it; {@link dev.airlock.bootstrap.demo.Desks}
 * adds what each operation does.
 */
@NullMarked
package dev.airlock.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
