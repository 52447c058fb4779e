package dev.airlock.upstream.policy;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.Condition.Facts;
import dev.airlock.domain.tool.Tool;
import dev.cel.common.values.NullValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a condition can speak of, in CEL's own values. */
final class CelFacts {
    private CelFacts() {}

    static Map<String, Object> of(Facts facts) {
        return Map.of(
                "args", value(facts.arguments()),
                "tool", tool(facts.tool()),
                "caller", caller(facts.caller()),
                "now", facts.now());
    }

    private static Map<String, Object> tool(Tool tool) {
        return Map.of(
                "name", tool.name().value(),
                "readOnly", tool.annotations().readOnly(),
                "destructive", tool.annotations().destructive(),
                "idempotent", tool.annotations().idempotent(),
                "openWorld", tool.annotations().openWorld());
    }

    private static Map<String, Object> caller(Caller caller) {
        return Map.of(
                "email", caller.person().email().value(),
                "role", caller.membership().role().name(),
                "client", caller.client());
    }

    private static Object value(Json json) {
        return switch (json) {
            case Json.Obj(Map<String, Json> members) -> {
                var map = new LinkedHashMap<String, Object>();
                members.forEach((name, member) -> map.put(name, value(member)));
                yield map;
            }
            case Json.Arr(List<Json> items) ->
                items.stream().map(CelFacts::value).toList();
            case Json.Str(String text) -> text;
            case Json.Num number -> CelNumbers.of(number);
            case Json.Bool(boolean bool) -> bool;
            case Json.Null n -> NullValue.NULL_VALUE;
        };
    }
}
