package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.policy.ApprovalDemand;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApproverWordsTest {
    private static final UserId ADA = new UserId(Fixtures.uuid(11));
    private static final UserId UNKNOWN = new UserId(Fixtures.uuid(12));
    private static final GroupId FINANCE = new GroupId(Fixtures.uuid(21));
    private static final ApproverWords WORDS = new ApproverWords(Map.of(ADA, "Ada"), Map.of(FINANCE, "Finance"));

    @Test
    void the_owner_is_asked_where_nobody_is_named() {
        assertThat(WORDS.of(ApprovalDemand.BY_OWNER)).isEqualTo("asks the server's owner");
        assertThat(WORDS.of(ApprovalDemand.CONFIRMED_BY_OWNER))
                .isEqualTo("asks the server's owner, also for their own agents");
        assertThat(WORDS.of(new ApprovalDemand(Set.of(), Set.of(), 2, false)))
                .isEqualTo("asks 2 people: the server's owner and administrators");
    }

    @Test
    void people_and_groups_are_named_where_the_reader_knows_them() {
        assertThat(WORDS.of(new ApprovalDemand(Set.of(ADA), Set.of(), 1, false)))
                .isEqualTo("asks Ada");
        assertThat(WORDS.of(new ApprovalDemand(Set.of(ADA, UNKNOWN), Set.of(FINANCE), 2, false)))
                .isEqualTo("asks 2 of Ada, a colleague, the group “Finance”");
        assertThat(WORDS.of(new ApprovalDemand(Set.of(), Set.of(new GroupId(Fixtures.uuid(22))), 1, false)))
                .isEqualTo("asks 1 of a group that you are not in");
    }
}
