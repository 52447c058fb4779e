@NullMarked
package dev.airlock.upstream.openapi;

import org.jspecify.annotations.NullMarked;
