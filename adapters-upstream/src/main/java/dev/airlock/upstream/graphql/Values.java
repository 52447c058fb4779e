package dev.airlock.upstream.graphql;

import dev.airlock.domain.json.Json;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Constant values of GraphQL as JSON. */
final class Values {
    private Values() {}

    static Json json(Value<?> value) {
        return switch (value) {
            case StringValue text -> Json.of(String.valueOf(text.getValue()));
            case EnumValue name -> Json.of(name.getName());
            case BooleanValue bool -> Json.of(bool.isValue());
            case IntValue number -> new Json.Num(number.getValue().toString());
            case FloatValue number -> new Json.Num(number.getValue().toString());
            case ArrayValue list ->
                new Json.Arr(list.getValues().stream().map(Values::json).toList());
            case ObjectValue object -> {
                Map<String, Json> members = new LinkedHashMap<>();
                object.getObjectFields().forEach(field -> members.put(field.getName(), json(field.getValue())));
                yield new Json.Obj(members);
            }
            default -> Json.Null.VALUE;
        };
    }
}
