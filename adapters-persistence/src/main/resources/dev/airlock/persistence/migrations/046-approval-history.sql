--liquibase formatted sql

--changeset airlock:approval-request-by-requester
--comment: A page of one person's requests reads nobody else's.
create index approval_request_by_requester on approval_request (organization_id, requester_id, requested_at, id);

--changeset airlock:approval-request-by-operation
--comment: What waits and what was rejected is found without what was done.
drop index approval_request_by_operation;
create index approval_request_by_operation on approval_request (organization_id, requester_id, server_id, tool, changed_at)
    where state in ('PENDING', 'APPROVED', 'SENDING', 'REJECTED');
