package dev.airlock.bootstrap.command;

import dev.airlock.application.audit.Verification;
import dev.airlock.bootstrap.Installation;
import dev.airlock.bootstrap.Terminal;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code audit verify}: recomputes the hash chains and names every record that is wrong. */
public final class AuditCommand extends InstallationCommand {
    /** Makes the command. */
    public AuditCommand() {
        super(
                "audit",
                "\"audit verify\" recomputes the audit log's hash chains; it exits with 1 where something is wrong");
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("verb").choices("verify");
        super.configure(parser);
    }

    @Override
    void run(AirlockConfiguration configuration, Namespace arguments) throws Exception {
        Verification found = Installation.verifyAudit(configuration);
        Terminal.say("%d records in %d chains, %d checkpoints signed by key %s."
                .formatted(found.events(), found.chains(), found.checkpoints(), found.keyFingerprint()));
        Terminal.say("%d records are newer than the last checkpoint: cutting those off would not be noticed."
                .formatted(found.uncovered()));
        if (found.intact()) {
            Terminal.say("Everything is as it was written.");
            return;
        }
        found.first().forEach(finding -> Terminal.say("WRONG  " + finding.message()));
        throw new IllegalStateException(found.wrong() + " things are wrong with the audit log");
    }
}
