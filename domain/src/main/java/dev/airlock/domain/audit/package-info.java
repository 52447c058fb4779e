/** Audit events and the hash chain that ties them together. */
@NullMarked
package dev.airlock.domain.audit;

import org.jspecify.annotations.NullMarked;
