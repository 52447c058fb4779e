package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.upstream.openapi.Document.Located;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a path item and of an operation in it, which wins where both name the same one. */
final class ParameterList {
    private ParameterList() {}

    /** Returns the parameters, each an object, in order. */
    static Collection<Located> of(Located item, Located operation, Document document, Warnings warnings)
            throws RefusedException {
        Map<String, Located> parameters = new LinkedHashMap<>();
        for (Located owner : List.of(item, operation)) {
            List<Json> declared = ((Json.Obj) owner.value()).items("parameters");
            Place place = owner.place().then("parameters");
            for (int i = 0; i < declared.size(); i++) {
                Located at = new Located(declared.get(i), place.then(i), place.then(i));
                Located parameter = document.follow(at);
                if (parameter != null && parameter.value() instanceof Json.Obj object) {
                    parameters.put(object.text("in") + " " + object.text("name"), parameter);
                } else {
                    warnings.add(at.place(), "A parameter refers to nothing and is left out");
                }
            }
        }
        return parameters.values();
    }
}
