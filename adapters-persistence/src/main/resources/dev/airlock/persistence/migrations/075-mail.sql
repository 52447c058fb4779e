--liquibase formatted sql

--changeset airlock:mail-outbox
--comment: Messages that wait to be sent, sealed since some hold links that sign people in. One that is being sent comes due again.
create table mail_message (
    organization_id uuid not null references organization (id) on delete cascade,
    id uuid not null,
    key_id uuid not null,
    ciphertext bytea not null,
    created_at timestamptz not null,
    due_at timestamptz not null,
    attempts integer not null default 0,
    uncertain integer not null default 0,
    primary key (organization_id, id)
);
create index mail_message_by_due on mail_message (due_at);
call protect_tenant_table('mail_message');

--changeset airlock:mail-grants runOnChange:true
grant select, insert, delete, update (due_at, attempts, uncertain) on mail_message to ${serviceRole};
