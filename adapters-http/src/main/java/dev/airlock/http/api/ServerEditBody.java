package dev.airlock.http.api;

import dev.airlock.application.server.ChangeServer;
import dev.airlock.domain.server.ServerAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to change of a server; what is left out stays. */
record ServerEditBody(
        @Nullable String name,
        @Nullable String description,
        @Nullable String targetUrl,
        @Nullable List<@Nullable String> otherTargetUrls,
        @Nullable List<@Nullable VariableBody> variables,
        @Nullable List<@Nullable SchemeBody> authentication,
        @Nullable AccessBody access,
        @Nullable ConventionsBody conventions)
        implements TargetBody {

    ChangeServer.Edit toEdit(@Nullable ServerAccess readAccess) {
        return new ChangeServer.Edit(
                name,
                description,
                toWish(),
                SchemeBody.read(authentication),
                readAccess,
                conventions == null ? null : conventions.read());
    }
}
