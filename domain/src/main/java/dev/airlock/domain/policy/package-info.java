/** Policies: what an organization allows, asks about and refuses. */
@NullMarked
package dev.airlock.domain.policy;

import org.jspecify.annotations.NullMarked;
