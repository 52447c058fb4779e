/** Clients, grants and signing keys of the authorization server. */
@NullMarked
package dev.airlock.persistence.oauth;

import org.jspecify.annotations.NullMarked;
