package dev.airlock.application.oauth;

/** Authentication codes of what Airlock gives away and gets back, so that no node has to keep it. Every node makes and knows the same ones. */
public interface MessageCodes {
    /** Returns the code of a message, in letters, digits, {@code -} and {@code _}. */
    String code(byte[] message);

    /** Returns whether this installation made the code for exactly this message, in the last thirty days or longer. Compares in constant time. */
    boolean matches(byte[] message, String code);
}
