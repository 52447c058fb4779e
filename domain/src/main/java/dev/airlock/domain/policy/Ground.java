package dev.airlock.domain.policy;

/**
 * Why a verdict is what it is.
 *
 * @param rule the name of the rule that made it, or of what stands in for one
 * @param explanation a sentence for people and agents
 */
public record Ground(String rule, String explanation) {}
