-- The log itself. Entries, checkpoints and what was seen are only ever added: the privileges say so to
-- the application, the triggers say so to the owner and to replication as well.

-- The row that all appends queue on: the next index, and the numbers of the log's own events.
create table log_head (
    one        boolean primary key default true check (one),
    next       bigint  not null check (next >= 0),
    own_stream text    not null,
    own_seq    bigint  not null check (own_seq >= 0)
);

-- How far entries are integrated into the tree.
create table log_tree (
    one  boolean primary key default true check (one),
    size bigint  not null check (size >= 0),
    root bytea   not null check (octet_length(root) = 32)
);
insert into log_tree (size, root) values (0, sha256(''));

-- One growing row for each tile: its earlier states are the beginning of it.
create table log_tile (
    level smallint not null check (level between 0 and 7),
    n     bigint   not null check (n >= 0),
    data  bytea    not null check (octet_length(data) between 32 and 8192 and octet_length(data) % 32 = 0),
    primary key (level, n)
);
alter table log_tile alter data set storage external;

create table log_checkpoint (
    size      bigint      primary key check (size > 0),
    root      bytea       not null check (octet_length(root) = 32),
    note      text        not null,
    signed_at timestamptz not null default transaction_timestamp()
);

create table log_entry (
    idx         bigint      primary key check (idx >= 0),
    leaf        bytea       not null check (octet_length(leaf) <= 65535),
    leaf_hash   bytea       not null check (octet_length(leaf_hash) = 32),
    recorded_at timestamptz not null default transaction_timestamp()
);

-- Everything that was ever sent: an event under its identifier, a rejected one under the hash of what
-- was sent. The payload's hash tells a repetition from a conflict; it reveals nothing, because each
-- sealed section in the payload has 32 random bytes.
create table log_seen (
    key            text   collate "C" primary key,
    idx            bigint not null,
    payload_sha256 bytea  not null check (octet_length(payload_sha256) = 32)
);

-- What leaves commit to. Erasing a section sets salt and body to null; the leaf stays. No foreign key:
-- checking one locks the entry's row, and that takes the privilege to update it.
create table log_section (
    idx  bigint not null,
    name text   not null check (name ~ '^[a-z_]{1,32}$'),
    salt bytea  check (octet_length(salt) = 32),
    body bytea,
    primary key (idx, name),
    check ((salt is null) = (body is null))
);

create function log_only_grows() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log only grows: % on % is refused', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;

do $$
declare
    name text;
begin
    foreach name in array array['log_checkpoint', 'log_entry', 'log_seen'] loop
        execute format('create trigger only_grows before update or delete on %I for each row execute function log_only_grows()', name);
        execute format('create trigger never_emptied before truncate on %I for each statement execute function log_only_grows()', name);
        execute format('alter table %I enable always trigger only_grows', name);
        execute format('alter table %I enable always trigger never_emptied', name);
        execute format('revoke update, delete, truncate on %I from public, current_user', name);
    end loop;
end
$$;

create trigger never_emptied before truncate on log_section for each statement execute function log_only_grows();
alter table log_section enable always trigger never_emptied;
create trigger never_deleted before delete on log_section for each row execute function log_only_grows();
alter table log_section enable always trigger never_deleted;
