--liquibase formatted sql

--changeset airlock:service-client-token-origin
--comment: The origin of the token endpoint for which the secret was given: a server whose token endpoint moves has to be registered for again.
select set_config('airlock.scope', 'installation', true);
alter table service_client add column token_origin text;
update service_client c set token_origin = (
    select regexp_replace(substring(scheme ->> 'tokenUrl' from '^https?://[^/?#]+'), '^(https://.*):443$', '\1')
    from server s, jsonb_array_elements(s.schemes::jsonb) scheme
    where (s.organization_id, s.id) = (c.organization_id, c.server_id) and scheme ->> 'type' = 'oauth2'
    limit 1);
delete from service_client where token_origin is null;
alter table service_client alter column token_origin set not null;

--changeset airlock:service-client-token-origin-grants runOnChange:true
grant update (token_origin) on service_client to ${serviceRole};
