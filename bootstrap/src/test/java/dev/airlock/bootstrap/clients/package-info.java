/** Airlock as it is shipped, put to the test by the official MCP clients, the official conformance suite and real descriptions of APIs. */
@NullMarked
package dev.airlock.bootstrap.clients;

import org.jspecify.annotations.NullMarked;
