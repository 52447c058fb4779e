/** Arguments checked against JSON Schema; the only room that knows Jackson 3. */
@NullMarked
package dev.airlock.upstream.schema;

import org.jspecify.annotations.NullMarked;
