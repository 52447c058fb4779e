/** How Airlock reaches people: the notification channels. */
@NullMarked
package dev.airlock.notification;

import org.jspecify.annotations.NullMarked;
