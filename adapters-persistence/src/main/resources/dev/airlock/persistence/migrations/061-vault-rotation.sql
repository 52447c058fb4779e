--liquibase formatted sql

--changeset airlock:vault-rotation
--comment: previous_check is the key that rows may still be sealed under while a change of the master key is under way; rotating_since is when the making of new data keys began.
alter table master_key
    add column previous_check bytea,
    add column rotating_since timestamptz;

--changeset airlock:vault-sealing-key splitStatements:false
--comment: The check value of the master key to seal under, which stays that until the present transaction ends.
create function sealing_master_key() returns bytea
    language plpgsql
as $$
declare
    scope text := coalesce(current_setting('airlock.scope', true), '');
    found bytea;
begin
    perform pg_advisory_xact_lock_shared(hashtext('master_key'));
    perform set_config('airlock.scope', 'installation', true);
    select check_value into found from master_key;
    perform set_config('airlock.scope', scope, true);
    return found;
end
$$;
