--liquibase formatted sql

--changeset airlock:people-standing
--comment: Rows of those who left stay: approvals and servers point at them.
alter table membership add column state text not null default 'ACTIVE' check (state in ('ACTIVE', 'DISABLED', 'REMOVED'));
create index membership_owner on membership (organization_id) where role = 'OWNER' and state = 'ACTIVE';

--changeset airlock:people-group
create table member_group (
    organization_id uuid not null references organization (id),
    id uuid not null,
    name text not null,
    created_at timestamptz not null default current_timestamp,
    primary key (organization_id, id)
);
create unique index member_group_name on member_group (organization_id, lower(name));
call protect_tenant_table('member_group');

create table group_member (
    organization_id uuid not null,
    group_id uuid not null,
    user_id uuid not null,
    primary key (organization_id, group_id, user_id),
    foreign key (organization_id, group_id) references member_group on delete cascade,
    foreign key (organization_id, user_id) references membership on delete cascade
);
create index group_member_by_user on group_member (organization_id, user_id);
call protect_tenant_table('group_member');

--changeset airlock:people-server-access
--comment: Whoever is named counts only where open_to_all is false; without a name then, nobody but owner and administrators.
alter table server add column open_to_all boolean not null default true;

create table server_group (
    organization_id uuid not null,
    server_id uuid not null,
    group_id uuid not null,
    primary key (organization_id, server_id, group_id),
    foreign key (organization_id, server_id) references server on delete cascade,
    foreign key (organization_id, group_id) references member_group on delete cascade
);
create index server_group_by_group on server_group (organization_id, group_id);
call protect_tenant_table('server_group');

create table server_user (
    organization_id uuid not null,
    server_id uuid not null,
    user_id uuid not null,
    primary key (organization_id, server_id, user_id),
    foreign key (organization_id, server_id) references server on delete cascade,
    foreign key (organization_id, user_id) references membership on delete cascade
);
create index server_user_by_user on server_user (organization_id, user_id);
call protect_tenant_table('server_user');

--changeset airlock:people-session
alter table session
    add column id uuid not null default gen_random_uuid(),
    add column address text not null default '';

--changeset airlock:people-invitation
create table invitation (
    organization_id uuid not null references organization (id),
    id uuid not null,
    email text not null,
    role text not null check (role in ('OWNER', 'ADMIN', 'MEMBER')),
    secret_hash text not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (organization_id, id),
    unique (organization_id, email)
);
call protect_tenant_table('invitation');

--changeset airlock:people-grants runOnChange:true
grant update (role, state) on membership to ${serviceRole};
grant update (open_to_all) on server to ${serviceRole};
grant select, insert, delete, update (name) on member_group to ${serviceRole};
grant select, insert, delete, update (id, role, secret_hash, created_at, expires_at) on invitation to ${serviceRole};
grant select, insert, delete on group_member, server_group, server_user to ${serviceRole};
