--liquibase formatted sql

--changeset airlock:oauth-client
--comment: Clients that registered themselves, before anybody was asked, so that they belong to no organization.
create table oauth_client (
    id text primary key,
    name text not null,
    redirect_uris text[] not null,
    secret_hash text,
    created_at timestamptz not null default current_timestamp,
    last_allowed_at timestamptz
);
create index oauth_client_unused on oauth_client (created_at) where last_allowed_at is null;
call protect_installation_table('oauth_client');

--changeset airlock:oauth-code
--comment: client_id names a row of oauth_client or a document on the web. The grant begins when the code is used.
create table oauth_code (
    organization_id uuid not null,
    secret_hash text not null unique,
    grant_id uuid not null,
    user_id uuid not null,
    client_id text not null,
    client_name text not null,
    resource text not null,
    access text not null check (access in ('READ', 'WRITE')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    redirect_uri text not null,
    challenge text not null,
    issued_at timestamptz not null default clock_timestamp(),
    used_at timestamptz,
    primary key (organization_id, secret_hash),
    foreign key (organization_id, user_id) references membership on delete cascade
);
create index oauth_code_by_age on oauth_code (organization_id, issued_at);
create index oauth_code_by_user on oauth_code (organization_id, user_id);
call protect_tenant_table('oauth_code');

--changeset airlock:oauth-grant
create table oauth_grant (
    organization_id uuid not null,
    id uuid not null unique,
    user_id uuid not null,
    client_id text not null,
    client_name text not null,
    resource text not null,
    access text not null check (access in ('READ', 'WRITE')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    last_address text,
    primary key (organization_id, id),
    foreign key (organization_id, user_id) references membership on delete cascade
);
create index oauth_grant_by_user on oauth_grant (organization_id, user_id);
call protect_tenant_table('oauth_grant');

--changeset airlock:oauth-refresh-token
--comment: salt leads from the presented token to its successor; without the token it leads nowhere.
create table oauth_refresh_token (
    organization_id uuid not null,
    secret_hash text not null unique,
    grant_id uuid not null,
    issued_at timestamptz not null default clock_timestamp(),
    rotated_at timestamptz,
    salt text,
    check ((rotated_at is null) = (salt is null)),
    primary key (organization_id, secret_hash),
    foreign key (organization_id, grant_id) references oauth_grant on delete cascade
);
create index oauth_refresh_token_by_grant on oauth_refresh_token (organization_id, grant_id);
call protect_tenant_table('oauth_refresh_token');

--changeset airlock:oauth-signing-key
--comment: The keys that access tokens are signed with; private_key is sealed under the master key.
create table oauth_signing_key (
    id uuid primary key,
    public_key text not null,
    private_key bytea not null,
    created_at timestamptz not null default current_timestamp
);
call protect_installation_table('oauth_signing_key');

--changeset airlock:oauth-grants runOnChange:true
grant select, insert, delete, update (last_allowed_at) on oauth_client to ${serviceRole};
grant select, insert, delete, update (used_at) on oauth_code to ${serviceRole};
grant select, insert, delete, update (last_used_at, last_address) on oauth_grant to ${serviceRole};
grant select, insert, update (rotated_at, salt) on oauth_refresh_token to ${serviceRole};
grant select, insert, delete on oauth_signing_key to ${serviceRole};
