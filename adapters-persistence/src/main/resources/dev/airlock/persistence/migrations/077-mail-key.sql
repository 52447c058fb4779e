--liquibase formatted sql

--changeset airlock:mail-key
--comment: A message is never left without the key that opens it. Deferred, since both go with their organization.
alter table mail_message add foreign key (organization_id, key_id) references organization_key deferrable initially deferred;
