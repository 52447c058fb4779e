package dev.airlock.domain.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.SealedCredential;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/v1, https://api.example.com",
        "https://api.example.com:443/v1, https://api.example.com",
        "http://api.example.com:80, http://api.example.com",
        "http://api.example.com:443, http://api.example.com:443",
        "https://api.example.com:80, https://api.example.com:80",
        "https://api.example.com:8443/a/b, https://api.example.com:8443",
        "http://[::1]:8080/, http://[::1]:8080"
    })
    void an_origin_is_scheme_host_and_port_without_the_default_port(URI target, String origin) {
        assertThat(server(target).origin()).isEqualTo(origin);
    }

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
        assertThat(new Credential.Bearer("x").scheme()).isEqualTo(new CredentialScheme.Bearer());
        assertThat(new Credential.Basic("x", "y").scheme()).isEqualTo(new CredentialScheme.Basic());
        assertThat(new Credential.ApiKey(CredentialScheme.Location.QUERY, "key", "x").scheme())
                .isEqualTo(new CredentialScheme.ApiKey(CredentialScheme.Location.QUERY, "key"));
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
