package dev.airlock.application.server;

import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.policy.PolicyPreset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server to be added.
 *
 * @param name what people call it; null for the description's own title
 * @param slug its name in URLs; null for one made from the name
 * @param target where its calls go
 * @param schemes how the API takes a credential; null for what the description says
 * @param description the document that describes the API
 * @param policy the policy to begin with
 */
public record NewServer(
        @Nullable String name,
        @Nullable Slug slug,
        TargetWish target,
        @Nullable List<CredentialScheme> schemes,
        DocumentSource description,
        PolicyPreset policy) {}
