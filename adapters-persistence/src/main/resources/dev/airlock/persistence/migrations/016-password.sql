--liquibase formatted sql

--changeset airlock:password-reset
create table password_reset (
    organization_id uuid not null,
    secret_hash text not null unique,
    user_id uuid not null,
    expires_at timestamptz not null,
    primary key (organization_id, secret_hash),
    foreign key (organization_id, user_id) references membership on delete cascade
);
create index password_reset_by_user on password_reset (user_id);
call protect_tenant_table('password_reset');

--changeset airlock:password-grants runOnChange:true
grant select, insert, delete on password_reset to ${serviceRole};
