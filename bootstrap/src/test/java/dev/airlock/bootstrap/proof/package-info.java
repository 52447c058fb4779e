/** Proofs on the product as it is shipped: processes of their own, real databases, real sockets, real kills. */
@NullMarked
package dev.airlock.bootstrap.proof;

import org.jspecify.annotations.NullMarked;
