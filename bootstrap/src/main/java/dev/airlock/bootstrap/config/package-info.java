/** What config.yml may say, one record for each feature; defaults stand here. */
@NullMarked
package dev.airlock.bootstrap.config;

import org.jspecify.annotations.NullMarked;
