--liquibase formatted sql

--changeset airlock:approval-present
--comment: What a request would change, as it is shown to those who decide: its digest with the request, the rest sealed.
alter table approval_request add column present text;
create table approval_present (
    organization_id uuid not null,
    approval_id uuid not null,
    key_id uuid not null,
    ciphertext bytea not null,
    kept_at timestamptz not null,
    primary key (organization_id, approval_id),
    foreign key (organization_id, approval_id) references approval_request on delete cascade,
    foreign key (organization_id, key_id) references organization_key deferrable initially deferred
);
create index approval_present_by_key on approval_present (organization_id, key_id);
call protect_tenant_table('approval_present');

--changeset airlock:approval-present-grants runOnChange:true
grant update (present) on approval_request to ${serviceRole};
grant select, insert, delete, update (key_id, ciphertext) on approval_present to ${serviceRole};
