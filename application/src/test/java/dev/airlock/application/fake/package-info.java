/** Every driven port in memory, under the same contracts as the real ones, and fixtures for tests of any module. */
@NullMarked
package dev.airlock.application.fake;

import org.jspecify.annotations.NullMarked;
