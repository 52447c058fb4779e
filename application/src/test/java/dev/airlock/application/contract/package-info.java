/** What every implementation of a driven port must do, held against the fakes here and against the real ones where they live. */
@NullMarked
package dev.airlock.application.contract;

import org.jspecify.annotations.NullMarked;
