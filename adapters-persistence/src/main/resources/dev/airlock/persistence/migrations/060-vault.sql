--liquibase formatted sql

--changeset airlock:vault-organization-key
--comment: The data keys of organizations, wrapped by the master key. The newest seals; older ones still open what they sealed.
create table organization_key (
    organization_id uuid not null references organization (id) on delete cascade,
    id uuid not null,
    wrapped bytea not null,
    created_at timestamptz not null default current_timestamp,
    primary key (organization_id, id)
);
call protect_tenant_table('organization_key');

--changeset airlock:vault-master-key
--comment: One row: what tells the right master key from a wrong one, without giving it away.
create table master_key (
    singleton boolean primary key default true check (singleton),
    check_value bytea not null,
    created_at timestamptz not null default current_timestamp
);
call protect_installation_table('master_key');

--changeset airlock:vault-grants runOnChange:true
grant select, insert on organization_key, master_key to ${serviceRole};
