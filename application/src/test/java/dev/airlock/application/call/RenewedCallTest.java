package dev.airlock.application.call;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.readingTool;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.connection.ConnectByOAuth;
import dev.airlock.application.connection.ServiceTokens.Answer;
import dev.airlock.application.fake.CallVerbs;
import dev.airlock.application.fake.ConnectionVerbs;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakeVault;
import dev.airlock.application.fake.House;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.PolicySet;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call whose access token the service knows no more. */
class RenewedCallTest {
    private static final Slug NOTES = new Slug("notes");

    private final House house = new House();
    private final ScriptedExecutor upstream = new ScriptedExecutor();
    private final ConnectionVerbs connections = ConnectionVerbs.on(
            house.store, new FakeVault(), house.audit, house.clock, house.ids, new CountingSecrets());
    private final CallVerbs calls = CallVerbs.on(house, connections, upstream);
    private final CallTool callTool = calls.callTool();

    @BeforeEach
    void aServiceThatAdaIsConnectedToAndThatForgotHerToken() {
        var service = new OAuthService(
                OAuthService.Flow.AUTHORIZATION_CODE,
                UrlTemplate.of("https://notes.example/authorize"),
                UrlTemplate.of("https://notes.example/token"),
                List.of(),
                " ",
                true,
                OAuthService.ClientAuthentication.POST,
                Map.of());
        house.store.organizations().found(ADA, "unused");
        house.add(
                server(ADA, 31, "notes", URI.create("https://notes.example/v1"), new CredentialScheme.OAuth(service)),
                List.of(readingTool("read")),
                PolicySet.ALLOW_ALL);
        done(connections.registerService().register(signedIn(ADA), NOTES, "airlock", "secret"));
        var wish = new ConnectByOAuth.Wish(NOTES, false, List.of(), Map.of(), "session", "https://airlock/cb");
        String state = done(connections.connectByOAuth().begin(signedIn(ADA), wish))
                .getQuery()
                .replaceAll(".*state=([^&]*).*", "$1");
        done(connections
                .connectByOAuth()
                .finish(
                        signedIn(ADA),
                        new ConnectByOAuth.Return(NOTES, state, "code", null, "session", "https://airlock/cb")));
        upstream.answer = () -> new Executor.Transmission.Answered(
                new Reply(upstream.sent.size() == 1 ? 401 : 200, upstream.sent.size() == 1, List.of(), null, false));
    }

    private List<String> tokensSent() {
        callTool.call(new ToolCall(signedIn(ADA), NOTES, "read", Json.Obj.EMPTY));
        return upstream.sent.stream()
                .map(sent -> ((Credential.OAuth) sent.credential()).accessToken())
                .toList();
    }

    @Test
    void it_is_sent_once_more_with_a_renewed_one() {
        assertThat(tokensSent()).containsExactly("access-1", "access-2");
    }

    @Test
    void it_is_not_sent_again_where_none_was_to_be_had() {
        connections.tokens().answer(proof -> new Answer.Failed("it did not answer"));
        assertThat(tokensSent()).containsExactly("access-1");
        upstream.sent.clear();
        connections.tokens().answer(proof -> new Answer.Refused("invalid_grant"));
        assertThat(tokensSent()).containsExactly("access-1");
    }
}
