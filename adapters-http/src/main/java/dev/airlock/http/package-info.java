/** The doors: MCP, the Control Room and the management API over HTTP and WebSocket. */
@NullMarked
package dev.airlock.http;

import org.jspecify.annotations.NullMarked;
