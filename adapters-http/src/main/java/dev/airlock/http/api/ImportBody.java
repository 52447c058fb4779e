package dev.airlock.http.api;

import org.jspecify.annotations.Nullable;

/**
 * A newer description of a server's API.
 *
 * @param apply the id of the plan to be applied, or null for a plan alone
 */
record ImportBody(
        @Nullable SpecificationText specification,
        @Nullable String specificationUrl,
        @Nullable String apply) implements CarriesSpecification {}
