--liquibase formatted sql

--changeset airlock:connection
--comment: scheme is one element of server.schemes. The ciphertext is bound to organization, id and version.
create table connection (
    organization_id uuid not null,
    id uuid not null,
    server_id uuid not null,
    user_id uuid not null,
    origin text not null,
    scheme text not null,
    key_id text not null,
    ciphertext bytea not null,
    version bigint not null,
    updated_at timestamptz not null,
    primary key (organization_id, id),
    unique (organization_id, server_id, user_id),
    foreign key (organization_id, server_id) references server on delete cascade,
    foreign key (organization_id, user_id) references membership on delete cascade
);
create index connection_by_user on connection (organization_id, user_id);
call protect_tenant_table('connection');

--changeset airlock:connection-grants runOnChange:true
grant select, insert, delete, update (id, scheme, key_id, ciphertext, version, updated_at)
    on connection to ${serviceRole};
