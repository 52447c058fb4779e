package dev.airlock.http.api;

import dev.airlock.application.identity.ManageServiceAccounts;
import dev.airlock.domain.server.ServerId;
import java.util.List;
import java.util.Map;

/** An account of a machine, and its tokens. */
record ServiceAccountView(MemberView account, List<TokenView> tokens) {
    static ServiceAccountView of(
            ManageServiceAccounts.Account account, GroupNames groups, Map<ServerId, String> slugs) {
        return new ServiceAccountView(
                MemberView.of(account.member(), groups),
                account.tokens().stream()
                        .map(listed ->
                                TokenView.of(listed.token(), slugs).lastUsed(listed.lastUsedAt(), listed.lastAddress()))
                        .toList());
    }
}
