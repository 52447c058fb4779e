package dev.airlock.bootstrap;

/** Something in the configuration that keeps Airlock from starting; the message is for the operator and needs no stack trace. */
public final class ConfigurationProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationProblem(String message) {
        super(message);
    }
}
