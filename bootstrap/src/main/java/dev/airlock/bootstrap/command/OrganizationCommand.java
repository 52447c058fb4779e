package dev.airlock.bootstrap.command;

import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.DeleteOrganization;
import dev.airlock.application.identity.Members;
import dev.airlock.application.identity.Organizations;
import dev.airlock.bootstrap.Node;
import dev.airlock.bootstrap.Terminal;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.Slug;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code organization delete}: deletes an organization in an owner's name, from the machine that Airlock runs on. */
public final class OrganizationCommand extends InstallationCommand {
    /** Makes the command. */
    public OrganizationCommand() {
        super("organization", "\"organization delete\" deletes an organization with everything but its audit log");
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("verb").choices("delete");
        parser.addArgument("organization").metavar("slug").help("its short name, as in the addresses of its servers");
        super.configure(parser);
    }

    @Override
    void run(AirlockConfiguration configuration, Namespace arguments) throws Exception {
        String slug = arguments.getString("organization");
        try (Node node = Node.start(configuration)) {
            Organization organization = node.instance(Organizations.class).find(new Slug(slug));
            if (organization == null) {
                throw new IllegalArgumentException("there is no organization \"" + slug + "\"");
            }
            Member owner = node.instance(Members.class).list(organization.id()).stream()
                    .filter(Member::isActiveOwner)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the organization has no owner who comes in"));
            var caller = new Caller.SignedIn(owner.membership(), "the command line");
            switch (node.instance(DeleteOrganization.class).delete(caller, slug)) {
                case Result.Done<Organization>(Organization deleted) ->
                    Terminal.say("Deleted " + deleted.name() + ". Backups still hold it: see docs/operating.md.");
                case Result.Refused<Organization>(var refusal) -> throw new IllegalArgumentException(refusal.message());
            }
        }
    }
}
