--liquibase formatted sql

--changeset airlock:connection-shared
--comment: A connection without a user is shared by all who may use the server. version counts credentials, renewed ones too; generation counts how often a person made the connection.
alter table connection alter column user_id drop not null;
alter table connection drop constraint connection_organization_id_server_id_user_id_key;
alter table connection add constraint connection_of_one unique nulls not distinct (organization_id, server_id, user_id);
alter table connection add column account text not null default '';
alter table connection add column fault text;
alter table connection add column generation bigint not null default 1;
alter table connection add column leased_until timestamptz;
alter table connection add column last_used_at timestamptz;

--changeset airlock:service-client
--comment: What administrators registered Airlock as at the authorization server of a service. The ciphertext is bound to organization, server and version.
create table service_client (
    organization_id uuid not null,
    server_id uuid not null,
    client_id text not null,
    key_id text,
    ciphertext bytea,
    version bigint not null,
    updated_at timestamptz not null,
    primary key (organization_id, server_id),
    check ((key_id is null) = (ciphertext is null)),
    foreign key (organization_id, server_id) references server on delete cascade
);
call protect_tenant_table('service_client');

--changeset airlock:pending-connection
--comment: People who were sent to a service, and are expected back in the same session with this state.
create table pending_connection (
    organization_id uuid not null,
    state_hash text not null,
    session_hash text not null,
    user_id uuid not null,
    server_id uuid not null,
    shared boolean not null,
    scopes text[] not null,
    begun_at timestamptz not null default clock_timestamp(),
    primary key (organization_id, state_hash),
    foreign key (organization_id, server_id) references server on delete cascade,
    foreign key (organization_id, user_id) references membership on delete cascade
);
create index pending_connection_by_server on pending_connection (organization_id, server_id);
create index pending_connection_by_user on pending_connection (organization_id, user_id);
call protect_tenant_table('pending_connection');

--changeset airlock:oauth-connection-grants runOnChange:true
grant update (account, fault, generation, leased_until, last_used_at) on connection to ${serviceRole};
grant select, insert, delete, update (client_id, key_id, ciphertext, version, updated_at) on service_client to ${serviceRole};
grant select, insert, delete on pending_connection to ${serviceRole};
