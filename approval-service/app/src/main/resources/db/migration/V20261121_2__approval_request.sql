-- Held calls. The order is kept as the JSON that came, because what is approved is what was shown;
-- what a query or a lock needs stands in columns of its own.
create table approval_request (
    id              text        primary key,
    decision        text        not null unique,
    ordered         text        not null,
    operator        text        not null,
    status          text        not null check (status in ('PENDING', 'APPROVED', 'DENIED', 'EXPIRED',
                                                           'CANCELLED', 'CONSUMED', 'LAPSED', 'INVALIDATED')),
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    resolved_at     timestamptz,
    resolution      text,
    usable_until    timestamptz,
    consumed_at     timestamptz,
    consumed_policy text,
    check ((status = 'PENDING') = (resolved_at is null)),
    check ((status = 'PENDING') = (resolution is null)),
    check ((status = 'CONSUMED') = (consumed_at is not null)),
    check (status not in ('APPROVED', 'CONSUMED', 'LAPSED') or usable_until is not null)
);

create index approval_request_pending on approval_request (expires_at) where status = 'PENDING';
create index approval_request_approved on approval_request (usable_until) where status = 'APPROVED';
create index approval_request_status on approval_request (status, id);
create index approval_request_operator on approval_request (lower(operator), id);

-- One vote for each person, whatever else goes wrong.
create table vote (
    id      bigint      generated always as identity primary key,
    request text        not null references approval_request,
    subject text        not null,
    voter   text        not null,
    choice  text        not null check (choice in ('APPROVE', 'DENY')),
    reason  text        not null,
    channel text        not null check (channel in ('DASHBOARD', 'SLACK', 'API')),
    shown   text        not null check (shown ~ '^[0-9a-f]{64}$'),
    at      timestamptz not null,
    counted boolean     not null,
    unique (request, subject)
);

create function vote_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'table vote only grows: % refused', tg_op;
end $$;

create trigger vote_is_append_only before update or delete or truncate on vote
    for each statement execute function vote_is_append_only();
