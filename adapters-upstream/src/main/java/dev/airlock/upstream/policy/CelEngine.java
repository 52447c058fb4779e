package dev.airlock.upstream.policy;

import dev.airlock.domain.policy.Condition;
import dev.airlock.domain.policy.InvalidConditionException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.RegexLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;

/** CEL, set up once: what conditions may speak of, and how much they may do. */
final class CelEngine {
    private static final MapType FACTS = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(10_000)
            .maxExpressionCodePointSize(2_000)
            .maxParseRecursionDepth(64)
            .maxRegexProgramSize(10_000)
            .build();

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("args", FACTS)
            .addVar("tool", FACTS)
            .addVar("caller", FACTS)
            .addVar("now", SimpleType.TIMESTAMP)
            .build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();

    private static final CelValidator VALIDATOR = CelValidatorFactory.standardCelValidatorBuilder(COMPILER, RUNTIME)
            .addAstValidators(
                    RegexLiteralValidator.INSTANCE,
                    TimestampLiteralValidator.INSTANCE,
                    DurationLiteralValidator.INSTANCE)
            .build();

    private CelEngine() {}

    static Condition compile(String expression) throws InvalidConditionException {
        try {
            CelAbstractSyntaxTree checked = COMPILER.compile(expression).getAst();
            VALIDATOR.validate(checked).getAst();
            CelType type = checked.getResultType();
            if (!type.equals(SimpleType.BOOL) && !type.equals(SimpleType.DYN)) {
                throw new InvalidConditionException(
                        "a condition answers true or false, but this one answers with " + type.name());
            }
            return new CelCondition(expression, RUNTIME.createProgram(checked));
        } catch (CelValidationException e) {
            throw new InvalidConditionException(problem(e));
        } catch (CelEvaluationException e) {
            throw new InvalidConditionException("the condition cannot be run: " + e.getMessage());
        }
    }

    private static String problem(CelValidationException e) {
        return e.getErrors().isEmpty()
                ? String.valueOf(e.getMessage())
                : problem(e.getErrors().getFirst());
    }

    private static String problem(CelIssue issue) {
        return "line " + issue.getSourceLocation().getLine() + ", column "
                + (issue.getSourceLocation().getColumn() + 1) + ": " + issue.getMessage();
    }
}
