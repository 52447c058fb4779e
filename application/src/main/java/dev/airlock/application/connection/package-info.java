/** Credentials of users, sealed. */
@NullMarked
package dev.airlock.application.connection;

import org.jspecify.annotations.NullMarked;
