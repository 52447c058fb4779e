/** The audit log. */
@NullMarked
package dev.airlock.application.audit;

import org.jspecify.annotations.NullMarked;
