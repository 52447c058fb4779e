/** Mail by SMTP. */
@NullMarked
package dev.airlock.notification.mail;

import org.jspecify.annotations.NullMarked;
