/** Servers, their tools and policies in PostgreSQL. */
@NullMarked
package dev.airlock.persistence.server;

import org.jspecify.annotations.NullMarked;
