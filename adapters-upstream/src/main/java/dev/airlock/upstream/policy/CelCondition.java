package dev.airlock.upstream.policy;

import dev.airlock.domain.policy.Condition;
import dev.airlock.domain.policy.ConditionFailedException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;

/** A compiled condition. */
final class CelCondition implements Condition {
    private final String expression;
    private final CelRuntime.Program program;

    CelCondition(String expression, CelRuntime.Program program) {
        this.expression = expression;
        this.program = program;
    }

    @Override
    public boolean holds(Facts facts) throws ConditionFailedException {
        try {
            if (program.eval(CelFacts.of(facts)) instanceof Boolean answer) {
                return answer;
            }
            throw new ConditionFailedException("the condition does not answer true or false for these arguments");
        } catch (CelEvaluationException | RuntimeException e) {
            throw new ConditionFailedException(CelProblems.explain(expression, e));
        }
    }
}
