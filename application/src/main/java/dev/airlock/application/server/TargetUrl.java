package dev.airlock.application.server;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.Target;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges the addresses to which a server's calls are to go, and the credentials' way there. Where places are still to be filled, the guard judges at each call. */
final class TargetUrl {
    private final TargetCheck reachable;

    TargetUrl(TargetCheck reachable) {
        this.reachable = reachable;
    }

    /** Returns what the wish makes of the present target, for a server of these schemes; may look hosts up. */
    Result<Target> judge(TargetWish wish, @Nullable Target present, List<CredentialScheme> schemes) {
        Target target;
        try {
            target = wish.over(present, schemes);
        } catch (IllegalArgumentException e) {
            return refused("targetUrl", String.valueOf(e.getMessage()));
        }
        String open = schemes.stream()
                .flatMap(CredentialScheme::urls)
                .map(target::problem)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (open != null) {
            return refused("authentication", open);
        }
        String unsendable = schemes.stream()
                .flatMap(scheme -> scheme.keys().stream())
                .map(CredentialScheme.ApiKey::problem)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (unsendable != null) {
            return refused("authentication", unsendable);
        }
        if (schemes.isEmpty()
                && !target.variables().isEmpty()
                && !target.missing(Map.of()).isEmpty()) {
            return refused(
                    "variables",
                    "nobody connects to a server that takes no credential, so each variable needs a standard value");
        }
        String problem = problem(target.url());
        if (problem != null) {
            return refused("targetUrl", problem);
        }
        return target.others().stream()
                .map(this::problem)
                .filter(Objects::nonNull)
                .findFirst()
                .<Result<Target>>map(why -> refused("otherTargetUrls", why))
                .orElseGet(() -> Result.done(target));
    }

    private @Nullable String problem(UrlTemplate base) {
        URI fixed = base.fixed();
        return fixed == null ? null : reachable.problem(fixed);
    }

    private static Result<Target> refused(String field, String problem) {
        return Result.refused(Refusal.Invalid.field(field, problem));
    }
}
