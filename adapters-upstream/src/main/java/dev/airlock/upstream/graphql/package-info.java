/** Stored GraphQL operations, read as tools. */
@NullMarked
package dev.airlock.upstream.graphql;

import org.jspecify.annotations.NullMarked;
