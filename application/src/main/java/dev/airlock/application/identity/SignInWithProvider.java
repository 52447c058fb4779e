package dev.airlock.application.identity;

import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.audit.IdentityAudit.Deed;
import dev.airlock.application.identity.IdentityProviders.Identification;
import dev.airlock.application.identity.IdentityProviders.Identification.Identified;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in whom an OpenID Connect provider vouches for. Nobody becomes a member by it: a provider's person is, the first time, the member with
 * the address that the provider has verified, and from then on the same person whatever their address.
 */
public final class SignInWithProvider {
    private final IdentityProviders providers;
    private final LinkedIdentities identities;
    private final People people;
    private final SignIn signIn;
    private final Secrets secrets;
    private final IdentityAudit audit;

    /** Makes the verb. */
    public SignInWithProvider(
            IdentityProviders providers,
            LinkedIdentities identities,
            People people,
            SignIn signIn,
            Secrets secrets,
            IdentityAudit audit) {
        this.providers = providers;
        this.identities = identities;
        this.people = people;
        this.signIn = signIn;
        this.secrets = secrets;
        this.audit = audit;
    }

    /** Returns the providers to choose from. */
    public List<IdentityProviders.Provider> providers() {
        return providers.all();
    }

    /** What came of beginning. */
    public sealed interface Beginning {
        /** The browser keeps the secret, for ten minutes, and goes to the provider. */
        record Begun(String secret, URI location) implements Beginning {
            @Override
            public String toString() {
                return "Begun[hidden]";
            }
        }

        /** The provider cannot be used now. */
        record Failed(String problem) implements Beginning {}
    }

    /** Begins a sign-in; null where there is no such provider. */
    public @Nullable Beginning begin(String provider, String redirectUri) {
        if (providers.all().stream().noneMatch(known -> known.id().equals(provider))) {
            return null;
        }
        String secret = secrets.next("");
        return switch (providers.begin(provider, new ProviderAttempt(provider, secret), redirectUri)) {
            case IdentityProviders.Start.Ready(URI location) -> new Beginning.Begun(secret, location);
            case IdentityProviders.Start.Failed(String problem) -> new Beginning.Failed(problem);
        };
    }

    /** What a provider's answer says, as it came in the URL. */
    public record Answer(
            @Nullable String state,
            @Nullable String code,
            @Nullable String issuer,
            @Nullable String error) {
        @Override
        public String toString() {
            return "Answer[hidden]";
        }
    }

    /** Finishes a sign-in; {@code attempt} is what the browser has kept, null where it kept nothing. */
    public SignIn.Outcome finish(@Nullable ProviderAttempt attempt, Answer answer, String redirectUri, String address) {
        if (attempt == null || answer.state == null || !same(attempt.state(), answer.state)) {
            return new SignIn.Outcome.Refused(
                    "this sign-in was not begun in this browser, or took too long; try again");
        }
        if (answer.error != null || answer.code == null) {
            return new SignIn.Outcome.Refused("the provider did not sign you in; try again, or sign in another way");
        }
        return switch (providers.identify(attempt.provider(), attempt, redirectUri, answer.code, answer.issuer)) {
            case Identification.Failed(String problem) -> new SignIn.Outcome.Refused(problem);
            case Identified identified -> welcome(identified, address);
        };
    }

    private SignIn.Outcome welcome(Identified identified, String address) {
        UserId known = identities.find(identified.issuer(), identified.subject());
        UserId user = known == null ? introduced(identified, address) : known;
        return user == null
                ? new SignIn.Outcome.Refused(
                        "nobody here has the address that the provider vouches for; ask an administrator to invite you")
                : signIn.asIdentified(user, address);
    }

    private @Nullable UserId introduced(Identified identified, String address) {
        String email = identified.email();
        People.Account account =
                email == null || !EmailAddress.isValid(email) ? null : people.account(new EmailAddress(email));
        List<Membership> places = account == null
                ? List.of()
                : people.memberships(account.person().id());
        if (places.isEmpty()) {
            return null;
        }
        UserId user = places.getFirst().person().id();
        identities.link(identified.issuer(), identified.subject(), user);
        var detail = Json.object()
                .put("issuer", identified.issuer())
                .put("subject", identified.subject())
                .build();
        audit.recordLater(
                new Deed(places.getFirst(), "identity.link", "Control Room", address, AuditResult.SUCCEEDED, detail));
        return user;
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
