--liquibase formatted sql

-- Conventions of every file here:
--   * The owner runs the migrations and owns the tables. The service role, ${serviceRole}, owns nothing and gets exactly the
--     grants that the code needs, in a change set "<feature>-grants" of its own with runOnChange:true.
--   * A tenant table has an organization_id, which leads its primary key and every foreign key that points at another tenant
--     table, and ends with: call protect_tenant_table('<table>');
--   * A transaction says whose rows it wants with set_config('airlock.organization', <id>, true). The few look-ups that
--     cross organizations say set_config('airlock.scope', 'installation', true). One that says neither sees nothing.
--   * Row-level security is forced, so it binds migrations too: one that changes rows begins by saying the latter.

--changeset airlock:conventions-organization splitStatements:false
--comment: The organization whose rows the present transaction may see, or null.
create function current_organization() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('airlock.organization', true), '')::uuid;

--changeset airlock:conventions-installation splitStatements:false
--comment: Whether the present transaction has asked to see the rows of every organization.
create function sees_installation() returns boolean
    language sql stable parallel safe
    return coalesce(current_setting('airlock.scope', true) = 'installation', false);

--changeset airlock:conventions-protect-tenant splitStatements:false
--comment: Lets a transaction see a table's rows of its own organization alone, whoever owns the table.
create procedure protect_tenant_table(name regclass)
    language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format(
        'create policy tenant on %s using (organization_id = current_organization() or sees_installation())', name);
end
$$;

--changeset airlock:conventions-protect-installation splitStatements:false
--comment: Hides a table from every transaction that has not asked to see the whole installation.
create procedure protect_installation_table(name regclass)
    language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('create policy installation on %s using (sees_installation())', name);
end
$$;

--changeset airlock:conventions-schema-version
--comment: One row: the fingerprint of the change sets that this database has, so that a start can tell at a glance.
create table schema_version (
    singleton boolean primary key default true check (singleton),
    fingerprint text not null
);
