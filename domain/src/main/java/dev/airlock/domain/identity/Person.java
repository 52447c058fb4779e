package dev.airlock.domain.identity;

/** Someone who signs in, or the account of a machine, which only presents tokens. */
public record Person(UserId id, EmailAddress email, String name) {
    /** The account of a machine. */
    public static Person service(UserId id, String name) {
        return new Person(id, EmailAddress.ofService(id), name);
    }

    /** Returns whether this is the account of a machine. */
    public boolean isService() {
        return email.isService();
    }
}
