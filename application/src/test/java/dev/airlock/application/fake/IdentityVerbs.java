package dev.airlock.application.fake;

import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.identity.AcceptInvitation;
import dev.airlock.application.identity.ChangePassword;
import dev.airlock.application.identity.CheckSecondFactor;
import dev.airlock.application.identity.ManageSecondFactor;
import dev.airlock.application.identity.PasswordHashes;
import dev.airlock.application.identity.ResetPassword;
import dev.airlock.application.identity.Secrets;
import dev.airlock.application.identity.SetUp;
import dev.airlock.application.identity.SignIn;
import dev.airlock.application.identity.SignInWithProvider;
import dev.airlock.application.identity.SwitchOrganization;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** The verbs by which people come in, on a store in memory; what nobody waits for is done at once. */
public record IdentityVerbs(
        SetUp setUp,
        SignIn signIn,
        SignInWithProvider signInWithProvider,
        ManageSecondFactor secondFactor,
        ResetPassword resetPassword,
        ChangePassword changePassword,
        SwitchOrganization switchOrganization,
        AcceptInvitation acceptInvitation) {
    /** Makes them, with passwords hashed in no time. */
    public static IdentityVerbs on(
            Fakes store, AuditLog log, InstantSource clock, Supplier<UUID> ids, Secrets secrets) {
        PasswordHashes passwords = new FakePasswordHashes();
        var audit = new IdentityAudit(log, clock, ids);
        var signIn = new SignIn(
                store.people(),
                store.sessions(),
                store.oneTimeLinks(),
                passwords,
                secrets,
                new CheckSecondFactor(store.secondFactors(), store.pendingSignIns(), secrets, audit, clock),
                audit,
                clock);
        var gate = new Gate(store.unitOfWork(), log, clock, ids);
        return new IdentityVerbs(
                new SetUp(
                        store.organizations(),
                        store.oneTimeLinks(),
                        passwords,
                        Fixtures.PASSWORD_RULES,
                        secrets,
                        clock,
                        ids),
                signIn,
                new SignInWithProvider(
                        store.identityProviders(), store.linkedIdentities(), store.people(), signIn, secrets, audit),
                new ManageSecondFactor(
                        gate,
                        store.secondFactors(),
                        store.people(),
                        passwords,
                        store.sessions(),
                        secrets,
                        store.outbox(),
                        clock),
                new ResetPassword(
                        store.people(),
                        store.passwordResets(),
                        store.sessions(),
                        passwords,
                        Fixtures.PASSWORD_RULES,
                        secrets,
                        store.outbox(),
                        store.unitOfWork(),
                        audit,
                        clock,
                        Runnable::run),
                new ChangePassword(
                        gate,
                        store.people(),
                        store.sessions(),
                        passwords,
                        Fixtures.PASSWORD_RULES,
                        store.outbox(),
                        clock),
                new SwitchOrganization(store.people(), store.sessions(), secrets, audit),
                new AcceptInvitation(
                        store.invitations(),
                        store.people(),
                        store.members(),
                        passwords,
                        Fixtures.PASSWORD_RULES,
                        store.unitOfWork(),
                        audit,
                        clock,
                        ids));
    }
}
