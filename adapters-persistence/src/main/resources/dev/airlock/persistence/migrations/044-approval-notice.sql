--liquibase formatted sql

--changeset airlock:approval-notice
--comment: What people are still to be told of requests by mail, and when they were told last.
create table approval_notice (
    organization_id uuid not null,
    approval_id uuid not null,
    user_id uuid not null,
    kind text not null check (kind in ('ASKED', 'REMINDER', 'LOST')),
    due_at timestamptz not null,
    primary key (organization_id, approval_id, user_id, kind),
    foreign key (organization_id, approval_id) references approval_request on delete cascade,
    foreign key (organization_id, user_id) references membership on delete cascade
);
create index approval_notice_by_due on approval_notice (due_at);
create index approval_notice_by_user on approval_notice (organization_id, user_id);
call protect_tenant_table('approval_notice');
create table approval_reader (
    organization_id uuid not null,
    user_id uuid not null,
    told_at timestamptz not null,
    primary key (organization_id, user_id),
    foreign key (organization_id, user_id) references membership on delete cascade
);
call protect_tenant_table('approval_reader');

--changeset airlock:approval-notice-grants runOnChange:true
grant select, insert, delete on approval_notice to ${serviceRole};
grant select, insert, update (told_at) on approval_reader to ${serviceRole};
