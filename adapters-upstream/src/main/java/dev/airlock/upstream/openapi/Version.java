package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;

/** The version of a description's language. */
enum Version {
    SWAGGER_2_0,
    OPENAPI_3;

    static Version of(Json.Obj root) throws RefusedException {
        String swagger = text(root.get("swagger"));
        String openapi = text(root.get("openapi"));
        if (swagger.equals("2.0") || swagger.equals("2")) {
            return SWAGGER_2_0;
        }
        if (openapi.matches("3\\.[01](\\..*)?")) {
            return OPENAPI_3;
        }
        throw new RefusedException(
                "the document must say \"openapi\": \"3.0.x\" or \"3.1.x\", or \"swagger\": \"2.0\"; it says "
                        + (openapi.isEmpty() && swagger.isEmpty() ? "none of them" : Texts.quoted(openapi + swagger)));
    }

    private static String text(@org.jspecify.annotations.Nullable Json value) {
        return switch (value) {
            case Json.Str(String text) -> text;
            case Json.Num(String literal) -> literal;
            case null, default -> "";
        };
    }
}
