--liquibase formatted sql

--changeset airlock:websocket-ticket
--comment: A ticket stands for the token that it was issued for, of either kind, and goes with it.
create table websocket_ticket (
    organization_id uuid not null,
    secret_hash text not null unique,
    resource text not null,
    token_hash text not null,
    token_id uuid,
    grant_id uuid,
    token_issued_at timestamptz,
    token_expires_at timestamptz,
    issued_at timestamptz not null default clock_timestamp(),
    primary key (organization_id, secret_hash),
    foreign key (organization_id, token_id) references personal_access_token on delete cascade,
    foreign key (organization_id, grant_id) references oauth_grant on delete cascade,
    check ((token_id is null) <> (grant_id is null)),
    check ((grant_id is null) = (token_issued_at is null) and (grant_id is null) = (token_expires_at is null))
);
create index websocket_ticket_by_age on websocket_ticket (organization_id, issued_at);
create index websocket_ticket_by_token on websocket_ticket (organization_id, token_id);
create index websocket_ticket_by_grant on websocket_ticket (organization_id, grant_id);
call protect_tenant_table('websocket_ticket');

--changeset airlock:websocket-ticket-grants runOnChange:true
grant select, insert, delete on websocket_ticket to ${serviceRole};
