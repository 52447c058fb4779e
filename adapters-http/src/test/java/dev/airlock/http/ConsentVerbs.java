package dev.airlock.http;

import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.fake.FakeAccessTokens;
import dev.airlock.application.fake.FakeClientDocuments;
import dev.airlock.application.fake.Fakes;
import dev.airlock.application.fake.NoExecutor;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.identity.Secrets;
import dev.airlock.application.oauth.AuthorizeClient;
import dev.airlock.application.oauth.ClientDirectory;
import dev.airlock.application.oauth.OAuthSettings;
import dev.airlock.application.oauth.Resources;
import dev.airlock.application.oauth.RevokeGrant;
import dev.airlock.domain.policy.Condition;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** What people can do about clients, on stores in memory and with client metadata documents that a test publishes. */
public record ConsentVerbs(FakeClientDocuments documents, AuthorizeClient authorize, RevokeGrant grants) {
    /** Makes the verbs of an Airlock at this address. */
    public static ConsentVerbs of(
            Fakes fakes, URI baseUrl, Gate gate, IdentityAudit audit, Secrets secrets, InstantSource clock) {
        var documents = new FakeClientDocuments();
        var settings = OAuthSettings.DEFAULT;
        var resources = new Resources(baseUrl);
        var directory = new ClientDirectory(fakes.clients(), documents, settings, clock);
        var snapshots = new ServerSnapshots(
                fakes.servers(),
                expression -> Condition.ALWAYS,
                schema -> arguments -> List.of(),
                Set.of(new NoExecutor()),
                fakes.notices());
        return new ConsentVerbs(
                documents,
                new AuthorizeClient(gate, directory, fakes.grants(), snapshots, resources, secrets, settings),
                new RevokeGrant(
                        gate, directory, fakes.grants(), new FakeAccessTokens(resources), fakes.unitOfWork(), audit));
    }
}
