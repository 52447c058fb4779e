package dev.airlock.application.identity;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.json.Json;

/** Deletes an organization with everything of it but its audit log. Its data keys go too, and with them what their ciphertexts are good for. */
public final class DeleteOrganization {
    private final Gate gate;
    private final Organizations organizations;

    /** Makes the verb. */
    public DeleteOrganization(Gate gate, Organizations organizations) {
        this.gate = gate;
        this.organizations = organizations;
    }

    /** Deletes the caller's organization, if its slug was typed; whoever is in it is out at once, on every node within seconds. */
    public Result<Organization> delete(Caller caller, String typed) {
        Organization organization = caller.organization();
        String slug = organization.slug().value();
        var detail = Json.object().put("organization", slug).build();
        return gate.admit(caller, new Act("organization.delete", Role.OWNER, null, detail), admission -> {
            if (!typed.equals(slug)) {
                return Result.refused(Refusal.Invalid.field("typed", "type " + slug + " to delete the organization"));
            }
            organizations.delete(admission);
            admission.announce(new Change.OfOrganization(admission.organization()));
            return Result.done(organization);
        });
    }
}
