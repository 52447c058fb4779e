package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.events.ScalarEvent;

/** What a YAML scalar means in the core schema (YAML 1.2.2, section 10.3.2). */
final class YamlScalars {
    private static final int MAX_NUMBER = 64;
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OTHER_BASE = Pattern.compile("0(?:o[0-7]+|x[0-9a-fA-F]+)");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?");
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");

    private YamlScalars() {}

    static Json value(ScalarEvent scalar) {
        String text = scalar.getValue();
        String tag = scalar.getTag();
        boolean isText = tag == null ? !scalar.isPlain() : tag.endsWith(":str") || tag.equals("!");
        return isText ? Json.of(text) : plain(text);
    }

    private static Json plain(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> Json.Null.VALUE;
            case "true", "True", "TRUE" -> Json.of(true);
            case "false", "False", "FALSE" -> Json.of(false);
            default -> text.length() > MAX_NUMBER ? Json.of(text) : numberOrText(text);
        };
    }

    private static Json numberOrText(String text) {
        if (JSON_NUMBER.matcher(text).matches() && FLOAT.matcher(text).matches()) {
            return new Json.Num(text);
        }
        if (INTEGER.matcher(text).matches()) {
            return new Json.Num(new BigInteger(text).toString());
        }
        if (OTHER_BASE.matcher(text).matches()) {
            return new Json.Num(new BigInteger(text.substring(2), text.charAt(1) == 'x' ? 16 : 8).toString());
        }
        return FLOAT.matcher(text).matches() ? new Json.Num(new BigDecimal(text).toString()) : Json.of(text);
    }
}
