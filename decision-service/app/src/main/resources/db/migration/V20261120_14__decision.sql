create table decision (
    id              text primary key,
    agent_id        text not null references agent,
    session_id      text not null references session,
    call            text,
    tool            text not null,
    digest          text not null check (digest ~ '^[0-9a-f]{64}$'),
    effect          text not null,
    status          text not null check (status in ('PENDING', 'FINAL')),
    outcome         text check (outcome in ('PROCEED', 'BLOCK')),
    reason          text not null,
    rules           json not null,
    mode            text not null,
    policy_version  text not null,
    event_id        text not null,
    -- Which waiter was released; a commit whose answer got lost is recognised by it.
    released_to     text,
    bypass_id       text,
    created_at      timestamptz not null default now(),
    settled_at      timestamptz,
    check ((status = 'FINAL') = (outcome is not null))
);

-- A call that is proposed again while it waits finds itself, on whichever replica.
create unique index decision_pending on decision (agent_id, session_id, digest)
    where status = 'PENDING';

create index decision_by_call on decision (session_id, call) where call is not null;

-- What a held call needs besides, until and after people decided it.
create table hold (
    decision_id      text primary key references decision,
    held_order       json not null,
    masked           boolean not null,
    approval_id      text unique,
    approval_status  text,
    approval_url     text,
    expires_at       timestamptz,
    -- Who waits for it now; only that one may be released. A later one takes its place.
    waiter           text
);

-- A final decision does not change: that a call was released cannot be taken back or done again.
create function decision_stays_final() returns trigger language plpgsql as $$
begin
    raise exception 'decision % is final', old.id;
end $$;

create trigger decision_stays_final before update on decision
    for each row when (old.status = 'FINAL')
    execute function decision_stays_final();
