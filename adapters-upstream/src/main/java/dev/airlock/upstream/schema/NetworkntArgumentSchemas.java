package dev.airlock.upstream.schema;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import dev.airlock.application.call.ArgumentSchemas;
import dev.airlock.domain.call.Violation;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks arguments with networknt's validator. A schema that cannot be compiled or that reaches outside itself checks nothing, because an API's careless description
 * must not take its tools away; policy does not depend on schemas.
 */
public final class NetworkntArgumentSchemas implements ArgumentSchemas {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkntArgumentSchemas.class);
    private static final Check UNCHECKED = arguments -> List.of();
    private static final ExecutionConfig LIMITS = ExecutionConfig.builder()
            .maxEvaluationSteps(200_000)
            .maxEvaluationDepth(500)
            .build();

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaCacheEnabled(false)
                    .schemaLoader(loader -> loader.block(address -> true))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .locale(Locale.ROOT)
                            .preloadSchema(true)
                            .regularExpressionFactory(new LinearPatterns())
                            .build()));

    @Override
    public Check compile(RawJson schema) {
        try {
            Schema compiled = registry.getSchema(JsonNodes.of(withoutDialect(schema.parse())));
            check(compiled, Json.Obj.EMPTY);
            return arguments -> violations(compiled, arguments);
        } catch (RuntimeException e) {
            LOG.warn("A tool's input schema is not enforced: {}", e.getMessage());
            return UNCHECKED;
        }
    }

    /** Every schema is read as 2020-12, the dialect that tools are imported to. */
    private static Json.Obj withoutDialect(Json.Obj schema) {
        var members = new LinkedHashMap<>(schema.members());
        members.remove("$schema");
        members.remove("$id");
        return new Json.Obj(members);
    }

    private static List<Violation> violations(Schema schema, Json.Obj arguments) {
        try {
            return check(schema, arguments);
        } catch (ValidationLimitExceededException e) {
            return List.of(new Violation("", "the arguments are too many or too deeply nested to be checked"));
        } catch (RuntimeException e) {
            LOG.warn("Arguments were not checked: {}", e.getMessage());
            return List.of();
        }
    }

    private static List<Violation> check(Schema schema, Json.Obj arguments) {
        return Violations.of(schema.validate(JsonNodes.of(arguments), context -> context.setExecutionConfig(LIMITS)));
    }
}
