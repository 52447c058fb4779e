/** E-mail: messages, the outbox that keeps them until they are sent, and the loop that sends them. */
@NullMarked
package dev.airlock.application.mail;

import org.jspecify.annotations.NullMarked;
