--liquibase formatted sql

--changeset airlock:sealed-key
--comment: A credential or a registration's secret is never left without the key that opens it. What was left so before opens nowhere, and its user is asked to give it again. Deferred, since both go with their organization.
select set_config('airlock.scope', 'installation', true);
delete from connection c where not exists (
    select from organization_key k where k.organization_id = c.organization_id and k.id::text = c.key_id);
delete from service_client c where key_id is not null and not exists (
    select from organization_key k where k.organization_id = c.organization_id and k.id::text = c.key_id);
alter table connection alter column key_id type uuid using key_id::uuid;
alter table service_client alter column key_id type uuid using key_id::uuid;
alter table connection add constraint connection_key
    foreign key (organization_id, key_id) references organization_key deferrable initially deferred;
alter table service_client add constraint service_client_key
    foreign key (organization_id, key_id) references organization_key deferrable initially deferred;
create index connection_by_key on connection (organization_id, key_id);
create index service_client_by_key on service_client (organization_id, key_id);
create index mail_message_by_key on mail_message (organization_id, key_id);
