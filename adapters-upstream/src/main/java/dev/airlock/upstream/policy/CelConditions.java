package dev.airlock.upstream.policy;

import dev.airlock.domain.policy.Condition;
import dev.airlock.domain.policy.InvalidConditionException;

/** Compiles conditions written in CEL. Nothing of CEL is loaded before the first condition. */
public final class CelConditions implements Condition.Compiler {
    private static final int MAX_LENGTH = 2_000;

    @Override
    public Condition compile(String expression) throws InvalidConditionException {
        if (expression.isBlank() || expression.codePointCount(0, expression.length()) > MAX_LENGTH) {
            throw new InvalidConditionException("a condition has 1 to " + MAX_LENGTH + " characters");
        }
        return CelEngine.compile(expression);
    }
}
