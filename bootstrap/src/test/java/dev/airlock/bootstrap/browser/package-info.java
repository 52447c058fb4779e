/** The Control Room as people have it: the product as it is shipped, before a real browser. */
@NullMarked
package dev.airlock.bootstrap.browser;

import org.jspecify.annotations.NullMarked;
