package dev.airlock.application.mail;

/** Where messages of this installation go. */
public enum MailRoute {
    /** To a mail server. */
    SERVER,
    /** To a page of the Control Room: a demo sends nothing. */
    CONTROL_ROOM,
    /** Nowhere: no mail server is configured. */
    NOWHERE
}
