package dev.airlock.persistence.change;

import static dev.airlock.application.fake.Fixtures.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.change.Change;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.ServerId;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTest {
    static Stream<Change> changes() {
        var organization = new OrganizationId(uuid(1));
        return Stream.of(
                new Change.OfServer(organization, new Slug("orders-2")),
                new Change.OfConnection(organization, new ServerId(uuid(2)), new UserId(uuid(3))),
                new Change.OfConnection(organization, new ServerId(uuid(2)), null),
                new Change.OfToken(organization, new TokenId(uuid(4))),
                new Change.OfPerson(new UserId(uuid(5))),
                new Change.OfOrganization(organization),
                new Change.Unknown());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_notice_reads_as_it_was_written(Change change) {
        var notice = new Notice(uuid(9), change);
        assertThat(Notice.read(notice.text())).isEqualTo(notice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "server",
                "00000000-0000-4000-8000-000000000009",
                "00000000-0000-4000-8000-000000000009 server",
                "00000000-0000-4000-8000-000000000009 server not-an-id orders",
                "00000000-0000-4000-8000-000000000009 group 00000000-0000-4000-8000-000000000001"
            })
    void a_notice_that_cannot_be_read_means_that_anything_may_have_changed(String text) {
        assertThat(Notice.read(text).change()).isEqualTo(new Change.Unknown());
    }
}
