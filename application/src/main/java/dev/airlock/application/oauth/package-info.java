/** Airlock's own OAuth 2.1 authorization server: which clients there are, what people allow them, and the tokens that come of it. */
@NullMarked
package dev.airlock.application.oauth;

import org.jspecify.annotations.NullMarked;
