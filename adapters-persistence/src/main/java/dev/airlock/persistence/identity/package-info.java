/** Organizations, people, tokens, sessions and links in PostgreSQL. */
@NullMarked
package dev.airlock.persistence.identity;

import org.jspecify.annotations.NullMarked;
