/** HTTP operations: how they are bound to tools, and how they are sent. */
@NullMarked
package dev.airlock.upstream.http;

import org.jspecify.annotations.NullMarked;
