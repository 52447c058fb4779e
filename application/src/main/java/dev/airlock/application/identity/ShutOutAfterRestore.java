package dev.airlock.application.identity;

import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.audit.AuditTrail;
import dev.airlock.application.audit.AuditTrail.Filter;
import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.application.audit.Checkpoints;
import dev.airlock.application.audit.Checkpoints.Stored;
import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.audit.ChainHead;
import dev.airlock.domain.audit.Checkpoint;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deals with a database that was restored from a backup. What was ended after the backup was made is valid again in it, and nothing tells that from
 * what never was ended: so everybody and everything is shut out, once for each restore, however many nodes find out.
 */
public final class ShutOutAfterRestore {
    private static final Logger LOG = LoggerFactory.getLogger(ShutOutAfterRestore.class);
    private static final String ACTION = "database.restore";

    /** Has the record that all organizations are shut out, which other nodes look for. */
    private static final OrganizationId INSTALLATION = new OrganizationId(new UUID(0, 0));

    private static final Filter DONE = new Filter(ACTION, null, null, null, null, AuditResult.SUCCEEDED.name(), null);

    private final Organizations organizations;
    private final Members members;
    private final UnitOfWork work;
    private final AuditLog audit;
    private final AuditTrail trail;
    private final Checkpoints checkpoints;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /** Makes the verb; the checkpoints are those of this node. */
    public ShutOutAfterRestore(
            Organizations organizations,
            Members members,
            UnitOfWork work,
            AuditLog audit,
            AuditTrail trail,
            Checkpoints checkpoints,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.organizations = organizations;
        this.members = members;
        this.work = work;
        this.audit = audit;
        this.trail = trail;
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.ids = ids;
    }

    private record Deed(OrganizationId organization, UUID subject) {}

    /**
     * Shuts everybody out, unless another node has since this one looked last. Fails where that cannot be done or recorded, and is to be called again.
     *
     * @param seen what the database has lost some of
     */
    public void after(Checkpoint seen) {
        if (isDone()) {
            LOG.warn("The database was restored from a backup; another node has shut everybody out since.");
            return;
        }
        LOG.error(
                "The database lacks what it held at {}: it was restored from a backup. What was revoked since the backup is valid"
                        + " again in it, so every session, token, connected client, link and invitation is ended now.",
                seen.at());
        try {
            shutOut(seen);
        } catch (AuditUnavailableException e) {
            throw new IllegalStateException(
                    "the database was restored from a backup, and shutting everybody out could not be recorded: "
                            + e.getMessage(),
                    e);
        }
        LOG.error(
                "Everybody is shut out after the restore. Members, roles, passwords, policies and connections are as they"
                        + " were in the backup: look through them.");
    }

    private boolean isDone() {
        Map<UUID, Long> covered = new HashMap<>();
        checkpoints.read(stored -> {
            if (stored instanceof Stored.Sound(Checkpoint checkpoint)) {
                for (ChainHead head : checkpoint.heads()) {
                    covered.merge(head.writer(), head.sequence(), Math::max);
                }
            }
        });
        List<AuditTrail.Entry> news = new ArrayList<>();
        trail.stream(INSTALLATION, DONE, entry -> {
            if (entry.sequence() > covered.getOrDefault(entry.writer(), 0L)) {
                news.add(entry);
            }
        });
        return !news.isEmpty();
    }

    private void shutOut(Checkpoint seen) throws AuditUnavailableException {
        // The installation's record ends last: until then, whoever looks begins anew.
        List<Deed> deeds = Stream.concat(organizations.all().stream(), Stream.of(INSTALLATION))
                .map(organization -> new Deed(organization, ids.get()))
                .toList();
        for (Deed deed : deeds) {
            record(deed, Phase.INTENT, AuditResult.STARTED, seen);
        }
        for (Deed deed : deeds) {
            work.inTransaction(deed.organization, () -> {
                members.shutOutEverybody(deed.organization);
                work.announce(new Change.OfOrganization(deed.organization));
                return Result.done(deed);
            });
            record(deed, Phase.OUTCOME, AuditResult.SUCCEEDED, seen);
        }
    }

    private void record(Deed deed, Phase phase, AuditResult result, Checkpoint seen) throws AuditUnavailableException {
        audit.append(new AuditEvent(
                deed.organization,
                deed.subject,
                phase,
                clock.instant(),
                ACTION,
                null,
                "Airlock",
                "",
                null,
                null,
                result,
                RawJson.of(Json.object().put("lostUpTo", seen.at().toString()).build())));
    }
}
