--liquibase formatted sql

--changeset airlock:server-conventions
--comment: conventions is JSON, {headers: [{name, value}], failures: [{member, equal}]}.
alter table server add column conventions text not null default '{}';

--changeset airlock:server-conventions-grants runOnChange:true
grant update (conventions) on server to ${serviceRole};
