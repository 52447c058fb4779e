/** Mail against a mail server that does what it is told. */
@NullMarked
package dev.airlock.notification.mail;

import org.jspecify.annotations.NullMarked;
