/** The Control Room: server-rendered pages for people. Every page works without JavaScript. */
@NullMarked
package dev.airlock.http.console;

import org.jspecify.annotations.NullMarked;
