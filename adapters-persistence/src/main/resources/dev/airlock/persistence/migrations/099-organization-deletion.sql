--liquibase formatted sql

--changeset airlock:organization-deletion-grants runOnChange:true
--comment: What else belongs to an organization, or to people of no other one, goes with these rows.
grant delete on organization, membership, person, approval_request to ${serviceRole};
