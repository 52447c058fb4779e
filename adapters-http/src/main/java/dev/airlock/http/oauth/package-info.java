/** The endpoints of the OAuth 2.1 authorization server that clients call; the one that people see is a room of the Control Room. */
@NullMarked
package dev.airlock.http.oauth;

import org.jspecify.annotations.NullMarked;
