--liquibase formatted sql

--changeset airlock:identity-organization
create table organization (
    id uuid primary key,
    slug text not null unique,
    name text not null,
    created_at timestamptz not null default current_timestamp
);
alter table organization enable row level security;
alter table organization force row level security;
create policy tenant on organization using (id = current_organization() or sees_installation());

--changeset airlock:identity-person
create table person (
    id uuid primary key,
    email text not null unique,
    name text not null,
    created_at timestamptz not null default current_timestamp
);

create table membership (
    organization_id uuid not null references organization (id),
    user_id uuid not null references person (id),
    role text not null check (role in ('OWNER', 'ADMIN', 'MEMBER')),
    created_at timestamptz not null default current_timestamp,
    primary key (organization_id, user_id)
);
create index membership_by_user on membership (user_id);
call protect_tenant_table('membership');

--changeset airlock:identity-person-policies
--comment: An organization sees the people who are its members.
alter table person enable row level security;
alter table person force row level security;
create policy member on person using (
    sees_installation()
    or exists (select from membership m where m.organization_id = current_organization() and m.user_id = person.id));

--changeset airlock:identity-password
--comment: Apart from people, so that nothing which lists people can carry a hash.
create table person_password (
    user_id uuid primary key references person (id) on delete cascade,
    hash text not null,
    updated_at timestamptz not null default current_timestamp
);
alter table person_password enable row level security;
alter table person_password force row level security;
create policy member on person_password using (
    sees_installation()
    or exists (
        select from membership m
        where m.organization_id = current_organization() and m.user_id = person_password.user_id));

--changeset airlock:identity-token
--comment: server_ids holds no references: were the id of a removed server to vanish, a token limited to it would reach all.
create table personal_access_token (
    organization_id uuid not null,
    id uuid not null,
    user_id uuid not null,
    name text not null,
    access text not null check (access in ('READ', 'WRITE')),
    server_ids uuid[] not null,
    secret_hash text not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    last_address text,
    primary key (organization_id, id),
    foreign key (organization_id, user_id) references membership on delete cascade
);
create index personal_access_token_by_user on personal_access_token (organization_id, user_id);
call protect_tenant_table('personal_access_token');

--changeset airlock:identity-session
create table session (
    organization_id uuid not null,
    secret_hash text not null unique,
    user_id uuid not null,
    created_at timestamptz not null,
    last_used_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (organization_id, secret_hash),
    foreign key (organization_id, user_id) references membership on delete cascade
);
create index session_by_user on session (organization_id, user_id);
call protect_tenant_table('session');

--changeset airlock:identity-one-time-links
create table set_up_link (
    secret_hash text primary key,
    expires_at timestamptz not null
);
call protect_installation_table('set_up_link');

create table sign_in_link (
    organization_id uuid not null,
    secret_hash text not null unique,
    user_id uuid not null,
    expires_at timestamptz not null,
    primary key (organization_id, secret_hash),
    foreign key (organization_id, user_id) references membership on delete cascade
);
create index sign_in_link_by_user on sign_in_link (organization_id, user_id);
call protect_tenant_table('sign_in_link');

--changeset airlock:identity-grants runOnChange:true
grant select, insert on organization, person, membership to ${serviceRole};
grant select, insert, update (hash, updated_at) on person_password to ${serviceRole};
grant select, insert, delete, update (last_used_at, last_address) on personal_access_token to ${serviceRole};
grant select, insert, delete, update (last_used_at) on session to ${serviceRole};
grant select, insert, delete on set_up_link, sign_in_link to ${serviceRole};
