/** Reads OpenAPI and Swagger descriptions into tools; see ADR 0010. */
@NullMarked
package dev.airlock.upstream.openapi;

import org.jspecify.annotations.NullMarked;
