package dev.airlock.application.fake;

import dev.airlock.application.identity.LinkedIdentities;
import dev.airlock.domain.identity.UserId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class FakeLinkedIdentities implements LinkedIdentities {
    private final Memory memory;
    private final Map<List<String>, UserId> links;

    FakeLinkedIdentities(Memory memory) {
        this.memory = memory;
        this.links = memory.table();
    }

    @Override
    public @Nullable UserId find(String issuer, String subject) {
        return memory.anywhere(() -> links.get(List.of(issuer, subject)));
    }

    @Override
    public void link(String issuer, String subject, UserId user) {
        memory.anywhere(() -> links.putIfAbsent(List.of(issuer, subject), user));
    }
}
