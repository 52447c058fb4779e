package dev.airlock.http.api;

import dev.airlock.application.server.TargetWish;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.ServerVariable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a server's calls are to go, as the bodies of servers say it. */
interface TargetBody {
    /** The base URL. */
    @Nullable
    String targetUrl();

    /** Further base URLs. */
    @Nullable
    List<@Nullable String> otherTargetUrls();

    /** What is known of the URLs' places. */
    @Nullable
    List<@Nullable VariableBody> variables();

    /** Reads all three. */
    default TargetWish toWish() {
        List<@Nullable String> others = otherTargetUrls();
        List<@Nullable VariableBody> known = variables();
        return new TargetWish(
                Input.optional("targetUrl", targetUrl(), UrlTemplate::of),
                others == null
                        ? null
                        : Input.list("otherTargetUrls", others).stream()
                                .map(url -> Input.required("otherTargetUrls", url, UrlTemplate::of))
                                .toList(),
                known == null ? null : variables(known));
    }

    private static List<ServerVariable> variables(List<@Nullable VariableBody> known) {
        return Input.list("variables", known).stream().map(VariableBody::read).toList();
    }
}
