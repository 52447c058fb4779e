package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a form that asks for an OpenAPI document, filled as it was sent; a file must be chosen anew. */
record DocumentFields(Field url, String pasted, @Nullable String problem, boolean open) {
    static DocumentFields of(Form form, List<Problem> problems) {
        Field url = Field.text("specificationUrl", "Address of the document")
                .typed("url")
                .hint("Public, such as https://api.example.com/openapi.json. Airlock fetches it once.")
                .filled(form, problems);
        String pasted = form.text("specification");
        String problem = Problems.of("specification", problems);
        return new DocumentFields(url, pasted, problem, problem != null || !pasted.isEmpty());
    }
}
