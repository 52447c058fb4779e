--liquibase formatted sql

--changeset airlock:connection-removal
--comment: How often a person, or an administrator where it was shared, has taken a connection away. What is asked for afterwards is not what was asked for before.
create table connection_removal (
    organization_id uuid not null,
    server_id uuid not null,
    user_id uuid,
    removals bigint not null,
    constraint connection_removal_of_one unique nulls not distinct (organization_id, server_id, user_id),
    foreign key (organization_id, server_id) references server on delete cascade,
    foreign key (organization_id, user_id) references membership on delete cascade
);
create index connection_removal_by_user on connection_removal (organization_id, user_id);
call protect_tenant_table('connection_removal');

--changeset airlock:connection-removal-grants runOnChange:true
grant select, insert, update (removals) on connection_removal to ${serviceRole};
