--liquibase formatted sql

--changeset airlock:linked-identity
--comment: Under which names identity providers know people. A subject never changes, while an address may.
create table linked_identity (
    issuer text not null,
    subject text not null,
    user_id uuid not null references person (id) on delete cascade,
    created_at timestamptz not null default current_timestamp,
    primary key (issuer, subject)
);
create index linked_identity_by_user on linked_identity (user_id);
alter table linked_identity enable row level security;
alter table linked_identity force row level security;
create policy member on linked_identity using (
    sees_installation()
    or exists (
        select from membership m
        where m.organization_id = current_organization() and m.user_id = linked_identity.user_id));

--changeset airlock:linked-identity-grants runOnChange:true
grant select, insert on linked_identity to ${serviceRole};
