package dev.airlock.persistence.migration;

import java.sql.Connection;
import java.util.Collection;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.RanChangeSet;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Runs the change sets with Liquibase, which logs, prints nothing and reports to nobody. */
final class ChangeSets {
    private static final Map<String, Object> QUIET =
            Map.of(Scope.Attr.ui.name(), new LoggerUIService(), "liquibase.analytics.enabled", false);

    private ChangeSets() {}

    static void apply(Connection connection, String serviceRole) {
        try {
            Scope.child(QUIET, () -> update(connection, serviceRole));
        } catch (MigrationException e) {
            throw e;
        } catch (Exception e) {
            throw new MigrationException("the database could not be migrated: " + e.getMessage(), e);
        }
    }

    private static void update(Connection connection, String serviceRole) throws LiquibaseException {
        var database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        var liquibase = new Liquibase(Changelog.PATH, new ClassLoaderResourceAccessor(), database);
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        liquibase.setChangeLogParameter("serviceRole", serviceRole);
        // Nobody else can be migrating, since we hold our own lock: Liquibase's own was left by a process that was
        // killed.
        liquibase.forceReleaseLocks();
        refuseNewer(liquibase);
        liquibase.update(new Contexts(), new LabelExpression());
    }

    private static void refuseNewer(Liquibase liquibase) throws LiquibaseException {
        Collection<RanChangeSet> unknown = liquibase.listUnexpectedChangeSets(new Contexts(), new LabelExpression());
        if (!unknown.isEmpty()) {
            throw new MigrationException("this database was migrated by a newer Airlock, which added "
                    + unknown.iterator().next().getId() + "; start that version, or restore a backup made before it");
        }
    }
}
