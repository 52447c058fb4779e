package dev.airlock.domain.policy;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.tool.Tool;
import java.time.Instant;

/** A compiled expression of a rule. Thread-safe. */
@FunctionalInterface
public interface Condition {
    /** Always holds. */
    Condition ALWAYS = facts -> true;

    /** Never holds. */
    Condition NEVER = facts -> false;

    /** Returns whether the expression holds for the call; fails where it cannot be answered. */
    boolean holds(Facts facts) throws ConditionFailedException;

    /** What an expression can speak of. */
    record Facts(Caller caller, Tool tool, Json.Obj arguments, Instant now) {}

    /** Turns the text of an expression into a condition. */
    @FunctionalInterface
    interface Compiler {
        /** Returns the condition, or throws with what is wrong and where. */
        Condition compile(String expression) throws InvalidConditionException;
    }
}
