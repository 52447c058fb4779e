--liquibase formatted sql

--changeset airlock:audit-writer
--comment: The chains and whether their writers are done; every intent up to closed_through has its outcome.
create table audit_writer (
    id uuid primary key,
    node text not null,
    started_at timestamptz not null,
    closed_through bigint not null default 0,
    closed_at timestamptz
);
create index audit_writer_open on audit_writer (started_at) where closed_at is null;
call protect_installation_table('audit_writer');

--changeset airlock:audit-event
--comment: No foreign keys and no partitions: evidence outlives what it speaks of, and the indexes grow at their ends.
create table audit_event (
    writer uuid not null,
    sequence bigint not null check (sequence > 0),
    previous_hash bytea not null,
    hash bytea not null,
    organization_id uuid not null,
    subject uuid not null,
    phase text not null check (phase in ('INTENT', 'OUTCOME', 'EVENT')),
    at timestamptz not null,
    action text not null,
    actor uuid,
    client text not null,
    address text not null,
    server text,
    tool text,
    result text not null,
    detail text not null,
    primary key (writer, sequence)
);
create index audit_event_newest on audit_event (organization_id, at, writer, sequence);
create index audit_event_server on audit_event (organization_id, server, at, writer, sequence) where server is not null;
create index audit_event_actor on audit_event (organization_id, actor, at, writer, sequence) where actor is not null;
create index audit_event_rare on audit_event (organization_id, action, at, writer, sequence) where action <> 'tool.call';
create index audit_event_trouble on audit_event (organization_id, result, at, writer, sequence)
    where result not in ('STARTED', 'SUCCEEDED');
create index audit_event_subject on audit_event (subject);

--changeset airlock:audit-event-policies
--comment: One writer serves all organizations, so it may insert for each; reading is bound as everywhere.
alter table audit_event enable row level security;
alter table audit_event force row level security;
create policy append on audit_event for insert with check (true);
create policy tenant on audit_event for select using (organization_id = current_organization() or sees_installation());

--changeset airlock:audit-grants runOnChange:true
--comment: No update, no delete, no truncate: what is recorded stays.
grant select, insert on audit_event to ${serviceRole};
grant select, insert, update (closed_through, closed_at) on audit_writer to ${serviceRole};
