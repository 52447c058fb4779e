/** Servers: the APIs and services that an organization exposes to agents. */
@NullMarked
package dev.airlock.domain.server;

import org.jspecify.annotations.NullMarked;
