package dev.airlock.http.api;

import dev.airlock.application.server.DocumentSource;
import org.jspecify.annotations.Nullable;

/** A body that brings the description of an API, or says where it is. */
sealed interface CarriesSpecification permits NewServerBody, ImportBody {
    @Nullable
    SpecificationText specification();

    @Nullable
    String specificationUrl();

    /** Returns the one of both that is given. */
    default DocumentSource source() {
        SpecificationText text = specification();
        String address = specificationUrl();
        if (text != null && address == null) {
            return new DocumentSource.Content(text.utf8());
        }
        if (text == null && address != null) {
            return new DocumentSource.Address(Input.required("specificationUrl", address, Input::address));
        }
        throw Problem.invalid("specification", "give either specification or specificationUrl");
    }
}
