package dev.airlock.http.api;

import dev.airlock.application.server.NewServer;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.policy.PolicyPreset;
import dev.airlock.domain.server.ServerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server to be added; what is left out is taken from its description, and the policy from {@link PolicyPreset#ALLOW_ALL}. */
record NewServerBody(
        @Nullable String name,
        @Nullable String slug,
        @Nullable ServerType type,
        @Nullable SpecificationText specification,
        @Nullable String specificationUrl,
        @Nullable String targetUrl,
        @Nullable List<@Nullable String> otherTargetUrls,
        @Nullable List<@Nullable VariableBody> variables,
        @Nullable List<@Nullable SchemeBody> authentication,
        @Nullable PolicyPreset policyPreset)
        implements CarriesSpecification, TargetBody {

    NewServer toNewServer() {
        if (Input.present("type", type) != ServerType.OPENAPI) {
            throw Problem.invalid("type", "only OPENAPI servers can be added");
        }
        return new NewServer(
                name,
                Input.optional("slug", slug, Slug::new),
                toWish(),
                SchemeBody.read(authentication),
                source(),
                policyPreset == null ? PolicyPreset.ALLOW_ALL : policyPreset);
    }
}
