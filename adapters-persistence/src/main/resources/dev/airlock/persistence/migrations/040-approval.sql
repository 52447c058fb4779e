--liquibase formatted sql

--changeset airlock:approval-request
--comment: What is asked for never changes; the state does, from changed_at on. decided_by and reason belong to REJECTED and FAILED.
create table approval_request (
    organization_id uuid not null,
    id uuid not null,
    call_id uuid not null,
    requester_id uuid not null,
    client text not null,
    server_id uuid not null,
    tool text not null,
    tool_fingerprint text not null,
    arguments text not null,
    digest bytea not null check (length(digest) = 32),
    rule text not null,
    explanation text not null,
    approvers uuid[] not null,
    quorum integer not null check (quorum >= 1),
    self_approval boolean not null,
    requested_at timestamptz not null,
    expires_at timestamptz not null,
    state text not null check (state in (
        'PENDING', 'APPROVED', 'SENDING', 'SUCCEEDED', 'FAILED', 'OUTCOME_UNKNOWN', 'REJECTED', 'EXPIRED', 'CANCELLED')),
    changed_at timestamptz not null,
    decided_by uuid,
    reason text,
    check (state <> 'REJECTED' or (decided_by is not null and reason is not null)),
    check (state <> 'FAILED' or reason is not null),
    primary key (organization_id, id),
    foreign key (organization_id, server_id) references server on delete cascade,
    foreign key (organization_id, requester_id) references membership,
    foreign key (organization_id, decided_by) references membership
);
create index approval_request_by_server on approval_request (organization_id, server_id);
create index approval_request_by_requester on approval_request (organization_id, requester_id);
call protect_tenant_table('approval_request');

--changeset airlock:approval-vote
--comment: Who approved; the primary key lets nobody count twice.
create table approval_vote (
    organization_id uuid not null,
    approval_id uuid not null,
    user_id uuid not null,
    at timestamptz not null,
    primary key (organization_id, approval_id, user_id),
    foreign key (organization_id, approval_id) references approval_request on delete cascade,
    foreign key (organization_id, user_id) references membership
);
call protect_tenant_table('approval_vote');

--changeset airlock:approval-grants runOnChange:true
grant select, insert on approval_request, approval_vote to ${serviceRole};
