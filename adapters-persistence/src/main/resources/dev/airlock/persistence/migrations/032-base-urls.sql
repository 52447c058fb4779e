--liquibase formatted sql

--changeset airlock:server-base-urls
--comment: target_url and other_target_urls may have places, {name}. variables is a JSON array of what is known of the places: {name, description, standard, values, discovery}.
alter table server add column other_target_urls text[] not null default '{}';
alter table server add column variables text not null default '[]';

--changeset airlock:connection-base-urls
--comment: origins are all those to which the credential may be sent; variables is a JSON object of what was chosen for the server's.
select set_config('airlock.scope', 'installation', true);
alter table connection add column origins text[];
update connection set origins = array[origin];
alter table connection alter column origins set not null;
alter table connection drop column origin;
alter table connection add column variables text not null default '{}';
alter table pending_connection add column variables text not null default '{}';

--changeset airlock:base-urls-grants runOnChange:true
grant update (other_target_urls, variables) on server to ${serviceRole};
grant update (origins, variables) on connection to ${serviceRole};
