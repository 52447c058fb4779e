/** MCP clients and what people allow them (OAuth 2.1). */
@NullMarked
package dev.airlock.domain.oauth;

import org.jspecify.annotations.NullMarked;
