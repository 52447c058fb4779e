/** Credentials of users at the services behind servers. */
@NullMarked
package dev.airlock.domain.connection;

import org.jspecify.annotations.NullMarked;
