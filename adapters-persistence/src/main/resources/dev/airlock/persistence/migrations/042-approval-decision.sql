--liquibase formatted sql

--changeset airlock:approval-decision
--comment: What will be sent, who asked with what, and how far it is. Requests of before could not be decided; they go. code authenticates what was stored, so that a row which somebody else altered is not sent.
select set_config('airlock.scope', 'installation', true);
delete from approval_request;
alter table approval_request
    add column entitlement text check (entitlement in ('TOKEN', 'GRANT')),
    add column entitlement_id uuid,
    add column address text not null,
    add column connection_id uuid,
    add column connection_generation bigint,
    add column method text not null,
    add column origin text not null,
    add column target text not null,
    add column headers text not null,
    add column body bytea not null,
    add column fields text[] not null,
    add column asked_arguments text,
    add column edited_by uuid,
    add column approver_groups uuid[] not null,
    add column standing_until timestamptz,
    add column holder uuid,
    add column dispatched boolean not null default false,
    add column lease_until timestamptz,
    add column code text not null,
    add check ((entitlement is null) = (entitlement_id is null)),
    add check ((connection_id is null) = (connection_generation is null)),
    add check ((asked_arguments is null) = (edited_by is null)),
    add check (state <> 'SENDING' or (holder is not null and lease_until is not null)),
    add check (state <> 'OUTCOME_UNKNOWN' or reason is not null),
    add foreign key (organization_id, edited_by) references membership;
create unique index approval_request_open on approval_request (organization_id, requester_id, digest)
    where state in ('PENDING', 'APPROVED', 'SENDING', 'OUTCOME_UNKNOWN');
create index approval_request_to_do on approval_request (organization_id, requested_at)
    where state in ('PENDING', 'OUTCOME_UNKNOWN');
create index approval_request_to_send on approval_request (changed_at) where state in ('APPROVED', 'SENDING');
create index approval_request_to_expire on approval_request (expires_at) where state in ('PENDING', 'APPROVED');
create index approval_request_by_time on approval_request (organization_id, requested_at, id);
create index approval_request_by_operation on approval_request (organization_id, requester_id, server_id, tool, changed_at);
create index approval_request_standing on approval_request (organization_id, requester_id, digest, standing_until)
    where standing_until is not null;
drop index approval_request_by_requester;
create index approval_request_by_decider on approval_request (organization_id, decided_by) where decided_by is not null;
create index approval_request_by_editor on approval_request (organization_id, edited_by) where edited_by is not null;
create index approval_vote_by_user on approval_vote (organization_id, user_id);

--changeset airlock:approval-vote-code
--comment: A vote is for one digest; code authenticates it.
select set_config('airlock.scope', 'installation', true);
delete from approval_vote;
alter table approval_vote add column code text not null;

--changeset airlock:approval-reply
--comment: What the upstream answered, sealed, for the agent to fetch later.
create table approval_reply (
    organization_id uuid not null,
    approval_id uuid not null,
    key_id uuid not null,
    ciphertext bytea not null,
    kept_at timestamptz not null,
    primary key (organization_id, approval_id),
    foreign key (organization_id, approval_id) references approval_request on delete cascade,
    foreign key (organization_id, key_id) references organization_key deferrable initially deferred
);
create index approval_reply_by_key on approval_reply (organization_id, key_id);
create index approval_reply_by_age on approval_reply (kept_at);
call protect_tenant_table('approval_reply');

--changeset airlock:approval-decision-grants runOnChange:true
grant update (state, changed_at, decided_by, reason, arguments, digest, rule, explanation, approvers, approver_groups, quorum, self_approval,
    connection_id, connection_generation, method, origin, target, headers, body, fields, asked_arguments, edited_by, standing_until, holder, dispatched,
    lease_until, code) on approval_request to ${serviceRole};
grant delete on approval_vote to ${serviceRole};
grant select, insert, delete, update (key_id, ciphertext) on approval_reply to ${serviceRole};
