package dev.airlock.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.call.CanonicalRequest.ConnectionRef;
import dev.airlock.domain.connection.ConnectionId;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Entitlement;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.tool.ToolFingerprint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CanonicalRequestTest {
    private static final ConnectionRef CONNECTION = new ConnectionRef(new ConnectionId(new UUID(0, 4)), 1);

    @Test
    void the_same_request_has_the_same_digest() {
        assertThat(request(1, 2, "claude", 3, "f", CONNECTION, outgoing()).digest())
                .isEqualTo(
                        request(1, 2, "claude", 3, "f", CONNECTION, outgoing()).digest());
    }

    @Test
    void any_single_field_that_changes_changes_the_digest() {
        assertThat(Stream.of(
                                request(1, 2, "claude", 3, "f", CONNECTION, outgoing()),
                                request(9, 2, "claude", 3, "f", CONNECTION, outgoing()),
                                request(1, 9, "claude", 3, "f", CONNECTION, outgoing()),
                                request(1, 2, "cursor", 3, "f", CONNECTION, outgoing()),
                                request(1, 2, "claude", 9, "f", CONNECTION, outgoing()),
                                request(1, 2, "claude", 3, "e", CONNECTION, outgoing()),
                                request(1, 2, "claude", 3, "f", null, outgoing()),
                                request(1, 2, "claude", 3, "f", new ConnectionRef(CONNECTION.id(), 2), outgoing()),
                                request(
                                        1,
                                        2,
                                        "claude",
                                        3,
                                        "f",
                                        new ConnectionRef(new ConnectionId(new UUID(0, 9)), 1),
                                        outgoing()),
                                with(outgoing("GET", "https://api.example.com", "/o?a=1", "{}", "A", "1")),
                                with(outgoing("POST", "http://api.example.com", "/o?a=1", "{}", "A", "1")),
                                with(outgoing("POST", "https://api.example.com", "/o?a=2", "{}", "A", "1")),
                                with(outgoing("POST", "https://api.example.com", "/o?a=1", "{ }", "A", "1")),
                                with(outgoing("POST", "https://api.example.com", "/o?a=1", "{}", "B", "1")),
                                with(outgoing("POST", "https://api.example.com", "/o?a=1", "{}", "A", "2")),
                                with(outgoing("POST", "https://api.example.com", "/o?a=1", "{}")))
                        .map(CanonicalRequest::digest))
                .doesNotHaveDuplicates();
    }

    @Test
    void no_two_ways_of_splitting_the_same_text_into_fields_share_a_digest() {
        assertThat(Stream.of(
                                outgoing("P", "OST", "/a", "", "h", "v"),
                                outgoing("PO", "ST", "/a", "", "h", "v"),
                                outgoing("P", "OS", "T/a", "", "h", "v"),
                                outgoing("P", "OST", "/a", "v", "h", ""),
                                outgoing("P", "OST", "/a", "", "hv", ""),
                                outgoing("P", "OST", "/a", "hv"),
                                outgoing("P", "OST", "/a", "v", "", "h"),
                                outgoing("P", "OST", "/a", "", "h", "v", "", ""),
                                outgoing("P", "OST", "/ahv", ""))
                        .map(outgoing -> with(outgoing).digest()))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_order_of_headers_counts() {
        assertThat(with(outgoing("GET", "o", "/", "", "A", "1", "B", "2")).digest())
                .isNotEqualTo(
                        with(outgoing("GET", "o", "/", "", "B", "2", "A", "1")).digest());
    }

    @Test
    void a_digest_is_sha_256_in_hexadecimal() {
        assertThat(with(outgoing()).digest().toString()).matches("[0-9a-f]{64}");
    }

    private static CanonicalRequest with(OutgoingRequest outgoing) {
        return request(1, 2, "claude", 3, "f", CONNECTION, outgoing);
    }

    private static CanonicalRequest request(
            long organization,
            long user,
            String client,
            long server,
            String fingerprint,
            ConnectionRef connection,
            OutgoingRequest outgoing) {
        var harbour = new Organization(new OrganizationId(new UUID(0, organization)), new Slug("harbour"), "Harbour");
        var person = new Person(new UserId(new UUID(0, user)), new EmailAddress("ada@example.com"), "Ada");
        var caller = new Caller.Agent(
                new Membership(harbour, person, Role.MEMBER),
                TokenScope.FULL,
                client,
                "127.0.0.1",
                new Entitlement(Entitlement.Kind.TOKEN, new UUID(0, 5)));
        return new CanonicalRequest(
                caller, new ServerId(new UUID(0, server)), new ToolFingerprint(fingerprint), connection, outgoing);
    }

    private static OutgoingRequest outgoing() {
        return outgoing("POST", "https://api.example.com", "/o?a=1", "{}", "A", "1");
    }

    private static OutgoingRequest outgoing(
            String method, String origin, String target, String body, String... headers) {
        List<Header> list = Stream.iterate(0, i -> i < headers.length, i -> i + 2)
                .map(i -> new Header(headers[i], headers[i + 1]))
                .toList();
        return new OutgoingRequest(method, origin, target, list, body.getBytes(StandardCharsets.UTF_8));
    }
}
