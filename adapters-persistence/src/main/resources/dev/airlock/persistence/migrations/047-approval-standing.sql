--liquibase formatted sql

--changeset airlock:approval-standing
--comment: standing_code authenticates standing_until, so that nobody makes an approval stand, or stand longer, by writing to the database.
select set_config('airlock.scope', 'installation', true);
update approval_request set standing_until = null where standing_until is not null;
alter table approval_request
    add column standing_code text,
    add check ((standing_until is null) = (standing_code is null));

--changeset airlock:approval-standing-grants runOnChange:true
grant update (standing_code) on approval_request to ${serviceRole};
