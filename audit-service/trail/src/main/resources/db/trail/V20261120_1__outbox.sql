-- What a service recorded and the audit log has not acknowledged yet. Rows are only inserted, by the
-- transaction of the thing they tell about, and deleted, by the relay.
create table outbox (
    position    bigint generated always as identity primary key,
    event_id    text        not null,
    type        text        not null,
    recorded_at timestamptz not null default transaction_timestamp(),
    payload     bytea       not null
) with (autovacuum_vacuum_scale_factor = 0.01);

-- The name under which one run of the relay numbers what it sends, and the last number given.
create table outbox_stream (
    name       text        primary key,
    last_seq   bigint      not null check (last_seq >= 0),
    started_at timestamptz not null default transaction_timestamp()
);

-- The rows that are on their way: the n-th of them has the number first_seq + n - 1 for good, however
-- often it is sent. At most one row, because one relay at a time sends one batch at a time.
create table outbox_batch (
    one       boolean primary key default true check (one),
    stream    text     not null references outbox_stream,
    first_seq bigint   not null check (first_seq > 0),
    positions bigint[] not null
);

-- Rows that the audit log refused for good. Kept for people to look at, never sent again by itself.
create table outbox_refused (
    event_id    text        primary key,
    type        text        not null,
    recorded_at timestamptz not null,
    payload     bytea       not null,
    stream      text        not null,
    seq         bigint      not null,
    reason      text        not null,
    refused_at  timestamptz not null default transaction_timestamp()
);
