--liquibase formatted sql

--changeset airlock:organization-deletion splitStatements:false
--comment: Deletes the present transaction's organization, whole, which the service role may and nothing less. What else belongs to these rows goes with them.
create function delete_current_organization() returns void
    language plpgsql security definer
    set search_path = public, pg_temp
as $$
declare
    doomed uuid := current_organization();
    members uuid[] := array(select user_id from membership where organization_id = doomed);
begin
    delete from approval_request where organization_id = doomed;
    delete from server where organization_id = doomed;
    delete from member_group where organization_id = doomed;
    delete from invitation where organization_id = doomed;
    delete from membership where organization_id = doomed;
    perform set_config('airlock.scope', 'installation', true);
    delete from person
    where id = any (members) and not exists (select from membership m where m.user_id = person.id);
    perform set_config('airlock.scope', '', true);
    delete from organization where id = doomed;
end
$$;

--changeset airlock:organization-deletion-grants runOnChange:true
revoke execute on function delete_current_organization() from public;
grant execute on function delete_current_organization() to ${serviceRole};
