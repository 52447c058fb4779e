/** Policies of servers. */
@NullMarked
package dev.airlock.application.policy;

import org.jspecify.annotations.NullMarked;
