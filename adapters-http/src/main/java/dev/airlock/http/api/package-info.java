/** The management API: everything that scripts may do, below {@code /api/v1}, described by its own OpenAPI document. */
@NullMarked
package dev.airlock.http.api;

import org.jspecify.annotations.NullMarked;
