-- Emergency bypasses. Times are the database's; a row in ACTIVE past ends_at is over, noted or not.
create table bypass (
    id               text        primary key,
    ordered          text        not null,
    subject          text        not null,
    requester        text        not null,
    approver_subject text,
    status           text        not null check (status in ('REQUESTED', 'ACTIVE', 'DENIED', 'LAPSED',
                                                            'EXPIRED', 'REVOKED')),
    created_at       timestamptz not null,
    vote_by          timestamptz not null,
    vote_subject     text,
    vote_voter       text,
    vote_choice      text        check (vote_choice in ('APPROVE', 'DENY')),
    vote_reason      text,
    vote_channel     text        check (vote_channel in ('DASHBOARD', 'SLACK', 'API')),
    vote_at          timestamptz,
    started_at       timestamptz,
    ends_at          timestamptz,
    ended_at         timestamptz,
    ended_by         text,
    uses             integer     not null default 0,
    reviewed_by      text,
    finding          text,
    check (vote_subject <> subject),
    check (status <> 'ACTIVE' or (vote_choice = 'APPROVE' and started_at is not null)),
    check (ends_at <= started_at + interval '4 hours'),
    check ((started_at is null) = (ends_at is null)),
    check ((status in ('REQUESTED', 'ACTIVE')) = (ended_at is null))
);

-- Bypasses do not stack, whatever two replicas do at the same moment.
create unique index bypass_open on bypass (subject) where status in ('REQUESTED', 'ACTIVE');

create index bypass_status on bypass (status, id);

-- One row for each call that was let through.
create table bypass_use (
    bypass   text        not null references bypass,
    decision text        not null,
    digest   text        not null check (digest ~ '^[0-9a-f]{64}$'),
    agent    text,
    session  text,
    at       timestamptz not null,
    primary key (bypass, decision)
);

create function bypass_use_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'table bypass_use only grows: % refused', tg_op;
end $$;

create trigger bypass_use_is_append_only before update or delete or truncate on bypass_use
    for each statement execute function bypass_use_is_append_only();
