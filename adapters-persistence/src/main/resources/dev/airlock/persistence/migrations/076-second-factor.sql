--liquibase formatted sql

--changeset airlock:second-factor-totp
--comment: The secrets of authenticator apps, sealed under the master key; asked for once they are confirmed. A code is good for steps after last_step.
create table person_totp (
    user_id uuid primary key references person (id) on delete cascade,
    secret bytea not null,
    confirmed_at timestamptz,
    last_step bigint not null default 0
);
alter table person_totp enable row level security;
alter table person_totp force row level security;
create policy member on person_totp using (
    sees_installation()
    or exists (
        select from membership m where m.organization_id = current_organization() and m.user_id = person_totp.user_id));

create table person_recovery_code (
    user_id uuid not null references person_totp (user_id) on delete cascade,
    secret_hash text not null,
    primary key (user_id, secret_hash)
);
alter table person_recovery_code enable row level security;
alter table person_recovery_code force row level security;
create policy member on person_recovery_code using (
    sees_installation()
    or exists (
        select from membership m
        where m.organization_id = current_organization() and m.user_id = person_recovery_code.user_id));

--changeset airlock:second-factor-pending
create table pending_sign_in (
    organization_id uuid not null,
    secret_hash text not null unique,
    user_id uuid not null,
    expires_at timestamptz not null,
    tries integer not null default 0,
    primary key (organization_id, secret_hash),
    foreign key (organization_id, user_id) references membership on delete cascade
);
create index pending_sign_in_by_user on pending_sign_in (organization_id, user_id);
call protect_tenant_table('pending_sign_in');

--changeset airlock:second-factor-grants runOnChange:true
grant select, insert, delete, update (secret, confirmed_at, last_step) on person_totp to ${serviceRole};
grant select, insert, delete on person_recovery_code to ${serviceRole};
grant select, insert, delete, update (tries) on pending_sign_in to ${serviceRole};
