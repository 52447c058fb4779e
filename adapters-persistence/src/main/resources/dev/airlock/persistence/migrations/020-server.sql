--liquibase formatted sql

--changeset airlock:server
--comment: schemes is a JSON array, preferred first, of {type: bearer | basic} and {type: apiKey, in, name}.
create table server (
    organization_id uuid not null references organization (id),
    id uuid not null,
    slug text not null,
    name text not null,
    description text not null,
    type text not null check (type in ('INTEGRATION', 'OPENAPI', 'KNOWLEDGE_GRAPH', 'DATABASE', 'MCP')),
    target_url text not null,
    owner_id uuid not null,
    schemes text not null,
    tool_count integer not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organization_id, id),
    unique (organization_id, slug),
    foreign key (organization_id, owner_id) references membership
);
call protect_tenant_table('server');

--changeset airlock:server-tool
--comment: Schemas and bindings are text, not jsonb, because they are handed out byte for byte as they were imported.
create table tool (
    organization_id uuid not null,
    server_id uuid not null,
    name text collate "C" not null,
    title text not null,
    description text not null,
    input_schema text not null,
    output_schema text,
    read_only boolean not null,
    destructive boolean not null,
    idempotent boolean not null,
    open_world boolean not null,
    binding text not null,
    fingerprint text not null,
    primary key (organization_id, server_id, name),
    foreign key (organization_id, server_id) references server on delete cascade
);
call protect_tenant_table('tool');

--changeset airlock:server-policy
--comment: document is JSON, {defaultAction, rules: [{name, tools, annotations, subjects: {users, clients}, when, unless, action, approvers, quorum, selfApproval}]}.
create table policy (
    organization_id uuid not null,
    server_id uuid not null,
    document text not null,
    updated_at timestamptz not null,
    primary key (organization_id, server_id),
    foreign key (organization_id, server_id) references server on delete cascade
);
call protect_tenant_table('policy');

--changeset airlock:server-grants runOnChange:true
grant select, insert, delete, update (name, description, target_url, schemes, tool_count, version, updated_at)
    on server to ${serviceRole};
grant select, insert, delete on tool to ${serviceRole};
grant select, insert, update (document, updated_at) on policy to ${serviceRole};
