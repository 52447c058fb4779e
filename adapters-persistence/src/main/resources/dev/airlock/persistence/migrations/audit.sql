--liquibase formatted sql

--changeset airlock:audit-1
create table audit_writer (
    id uuid primary key,
    node text not null,
    started_at timestamptz not null,
    -- Every intent up to here has its outcome.
    closed_through bigint not null default 0,
    closed_at timestamptz
);
create index audit_writer_open on audit_writer (started_at) where closed_at is null;
grant select, insert, update (closed_through, closed_at) on audit_writer to ${serviceRole};

-- No foreign keys and no partitions: evidence outlives what it speaks of, and every index but the subject's grows at its end.
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

alter table audit_event enable row level security;
alter table audit_event force row level security;
create policy audit_event_insert on audit_event for insert with check (true);
create policy audit_event_select on audit_event for select using (
    organization_id = nullif(current_setting('airlock.organization', true), '')::uuid
    or current_setting('airlock.scope', true) = 'installation'
);
grant select, insert on audit_event to ${serviceRole};
--rollback drop table audit_event; drop table audit_writer;
