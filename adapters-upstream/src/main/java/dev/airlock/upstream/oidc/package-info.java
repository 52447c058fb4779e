/** Sign-in by OpenID Connect providers. */
@NullMarked
package dev.airlock.upstream.oidc;

import org.jspecify.annotations.NullMarked;
