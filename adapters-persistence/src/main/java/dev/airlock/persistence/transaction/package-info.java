/** Transactions, and whose rows each of them sees. */
@NullMarked
package dev.airlock.persistence.transaction;

import org.jspecify.annotations.NullMarked;
