-- Events for searching. Derived: it can be made again from entries and sections, and each row carries
-- the index under which it can be checked against the tree.
create table event (
    idx            bigint      primary key,
    event_id       text        collate "C" not null unique,
    type           text        not null,
    happened_at    timestamptz not null,
    agent          text collate "C",
    agent_name     text,
    session        text collate "C",
    native_session text,
    operator       text,
    call           text collate "C",
    effect         text,
    tool           text,
    paths          text[]      not null,
    hosts          text[]      not null,
    words          tsvector    not null
);

create index event_of_agent on event (agent, idx desc);
create index event_of_agent_name on event (agent_name, idx desc);
create index event_of_session on event (session, idx desc);
create index event_of_native_session on event (native_session) where native_session is not null;
create index event_of_operator on event (operator, idx desc);
create index event_of_call on event (call) where call is not null;
create index event_of_type on event (type, idx desc);
create index event_of_effect on event (effect, idx desc) where effect is not null and effect <> 'allow';
create index event_of_time on event using brin (happened_at) with (pages_per_range = 32, autosummarize = on);
create index event_words on event using gin (words);
