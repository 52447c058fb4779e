package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.hash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.oauth.Clients.Registered;
import dev.airlock.application.oauth.Grants;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.CodeChallenge;
import dev.airlock.domain.oauth.OAuthClient;
import dev.airlock.domain.oauth.RedirectUri;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What registered clients promise. */
public abstract class ClientsContract extends StoreContract {
    private static OAuthClient client(String id, boolean confidential) {
        var redirects = List.of(
                new RedirectUri("http://localhost/callback"), new RedirectUri("https://agent.example.net/callback"));
        return new OAuthClient(new ClientId(id), "An \"agent\"", redirects, confidential);
    }

    @Test
    void a_client_is_found_as_it_registered() {
        OAuthClient open = client("open", false);
        OAuthClient guarded = client("guarded", true);
        ports.clients().add(open, null);
        ports.clients().add(guarded, hash("secret"));
        assertThat(ports.clients().find(open.id())).isEqualTo(new Registered(open, null));
        assertThat(ports.clients().find(guarded.id())).isEqualTo(new Registered(guarded, hash("secret")));
        assertThat(ports.clients().find(new ClientId("another"))).isNull();
    }

    @Test
    void a_client_that_nobody_allowed_anything_is_forgotten_after_a_while() {
        OAuthClient unused = client("unused", false);
        OAuthClient used = client("used", false);
        ports.clients().add(unused, null);
        ports.clients().add(used, null);
        as(ADA, admission -> {
            var terms = new Grants.CodeTerms("http://localhost/callback", new CodeChallenge("c".repeat(43)));
            ports.grants().addCode(admission, hash("code"), GrantsContract.grant(ADA, 41, "used"), terms);
            return true;
        });
        assertThat(ports.clients().removeUnused(Duration.ofDays(1))).isZero();
        assertThat(ports.clients().removeUnused(Duration.ZERO)).isOne();
        assertThat(ports.clients().find(unused.id())).isNull();
        assertThat(ports.clients().find(used.id())).isNotNull();
    }
}
