/** Approval requests and the states they pass through. */
@NullMarked
package dev.airlock.domain.approval;

import org.jspecify.annotations.NullMarked;
