-- What changed, in commit order. The one row of change_position is locked by whoever adds a change
-- until they commit, so positions are dense and a reader never sees n before n - 1.
create table change_position (
    one      boolean primary key default true check (one),
    position bigint  not null check (position >= 0)
);
insert into change_position (position) values (0);

create table change (
    position bigint      primary key,
    kind     text        not null check (kind in ('approval', 'bypass')),
    subject  text        not null,
    status   text        not null,
    decision text        not null,
    at       timestamptz not null default transaction_timestamp()
);

create function change_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'table change only grows: % refused', tg_op;
end $$;

create trigger change_is_append_only before update or delete or truncate on change
    for each statement execute function change_is_append_only();
