/** Calls that wait for a person. */
@NullMarked
package dev.airlock.application.approval;

import org.jspecify.annotations.NullMarked;
