/** The gate that every administrative act must pass: it authorizes, opens the transaction and audits. */
@NullMarked
package dev.airlock.application.gate;

import org.jspecify.annotations.NullMarked;
