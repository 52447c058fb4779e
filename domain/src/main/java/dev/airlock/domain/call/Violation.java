package dev.airlock.domain.call;

/**
 * One thing wrong with the arguments of a call.
 *
 * @param argument the path of the argument, such as {@code items[2].quantity}; empty for the arguments as a whole
 * @param problem what was expected
 */
public record Violation(String argument, String problem) {}
