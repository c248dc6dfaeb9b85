create table session (
    id              text primary key,
    agent_id        text not null references agent,
    native_session  text not null,
    client          text not null,
    cwd             text not null,
    state           text not null check (state in ('ACTIVE', 'ENDED', 'KILLED')),
    started_at      timestamptz not null,
    ended_at        timestamptz,
    ended_by        text,
    reason          text,
    unique (agent_id, native_session),
    check ((state = 'ACTIVE') = (ended_at is null))
);

create index session_by_time on session (started_at desc);

-- Whoever was stopped stays stopped, whatever the code does.
create function session_stays_killed() returns trigger language plpgsql as $$
begin
    raise exception 'session % was killed', old.id;
end $$;

create trigger session_stays_killed before update of state on session
    for each row when (old.state = 'KILLED' and new.state <> 'KILLED')
    execute function session_stays_killed();
