package dev.airlock.domain.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.SealedCredential;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServerTest {
    @Test
    void a_server_at_another_version_is_the_same_otherwise() {
        Server server = server(URI.create("https://api.example.com"));
        assertThat(server.atVersion(5).version()).isEqualTo(5);
        assertThat(server.atVersion(5).atVersion(1)).isEqualTo(server);
    }

    @Test
    void a_credential_cannot_be_printed() {
        assertThat(List.of(
                        new Credential.Bearer("s3cret"),
                        new Credential.Basic("s3cret", "s3cret"),
                        new Credential.ApiKey(CredentialScheme.Location.HEADER, "X-Key", "s3cret"),
                        new SealedCredential("s3cret", new byte[0])))
                .extracting(Object::toString)
                .containsOnly("Credential[hidden]");
    }

    @Test
    void a_credential_knows_the_way_in_which_it_is_sent() {
        var key = new CredentialScheme.ApiKey(CredentialScheme.Location.QUERY, "key");
        var schemes = List.of(new CredentialScheme.Bearer(), new CredentialScheme.Basic(), key);
        assertThat(schemes).filteredOn(new Credential.Bearer("x")::fits).containsExactly(new CredentialScheme.Bearer());
        assertThat(schemes)
                .filteredOn(new Credential.Basic("x", "y")::fits)
                .containsExactly(new CredentialScheme.Basic());
        assertThat(schemes).filteredOn(new Credential.ApiKey(key, "x")::fits).containsExactly(key);
        var other = new Credential.ApiKey(CredentialScheme.Location.QUERY, "other", "x");
        assertThat(schemes).filteredOn(other::fits).isEmpty();
    }

    @Test
    void a_server_is_open_to_those_who_may_use_it_to_its_owner_and_to_administrators() {
        var staff = new GroupId(new UUID(0, 7));
        Server server = server(URI.create("https://api.example.com"))
                .withAccess(ServerAccess.only(Set.of(staff), Set.of(new UserId(new UUID(0, 4)))));
        assertThat(server.isOpenTo(caller(4, Role.MEMBER))).isTrue();
        assertThat(server.isOpenTo(caller(5, Role.MEMBER, staff))).isTrue();
        assertThat(server.isOpenTo(caller(3, Role.MEMBER))).isTrue();
        assertThat(server.isOpenTo(caller(5, Role.ADMIN))).isTrue();
        assertThat(server.isOpenTo(caller(5, Role.MEMBER, new GroupId(new UUID(0, 8)))))
                .isFalse();
        assertThat(server.withAccess(ServerAccess.EVERYONE).isOpenTo(caller(5, Role.MEMBER)))
                .isTrue();
    }

    @Test
    void a_server_that_nobody_is_named_for_is_open_to_no_member() {
        Server server = server(URI.create("https://api.example.com")).withAccess(ServerAccess.only(Set.of(), Set.of()));
        assertThat(server.isOpenTo(caller(5, Role.MEMBER))).isFalse();
    }

    private static Caller caller(long user, Role role, GroupId... groups) {
        var harbour = new Organization(new OrganizationId(new UUID(0, 1)), new Slug("harbour"), "Harbour");
        var person = new Person(new UserId(new UUID(0, user)), new EmailAddress("ada@example.com"), "Ada");
        return new Caller.SignedIn(new Membership(harbour, person, role, Set.of(groups)), "127.0.0.1");
    }

    private static Server server(URI target) {
        return new Server(
                new OrganizationId(new UUID(0, 1)),
                new ServerId(new UUID(0, 2)),
                new Slug("orders"),
                "Orders",
                "",
                ServerType.OPENAPI,
                target,
                new UserId(new UUID(0, 3)),
                List.of(),
                1,
                Instant.EPOCH);
    }
}
