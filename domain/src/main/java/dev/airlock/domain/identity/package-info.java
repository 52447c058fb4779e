/** People, organizations and the callers that act for them. */
@NullMarked
package dev.airlock.domain.identity;

import org.jspecify.annotations.NullMarked;
