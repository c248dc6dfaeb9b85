-- What a session remembers of calls that went on. The revision grows with every change, in the same transaction.
alter table session add column revision bigint not null default 0;

create table session_label (
    session_id  text not null references session,
    label       text not null check (length(label) <= 2048),
    primary key (session_id, label)
);

create function session_label_stays() returns trigger language plpgsql as $$
begin
    raise exception 'labels of session % are only ever added', old.session_id;
end $$;

create trigger session_label_stays before update or delete on session_label
    for each row execute function session_label_stays();

-- Files that the agent wrote. No content: nobody knows what they hold. Secrets are masked.
create table session_file (
    session_id  text not null references session,
    path        text not null check (length(path) <= 2048),
    digest      text not null check (digest ~ '^[0-9a-f]{64}$'),
    content     text check (length(content) <= 65536),
    primary key (session_id, path)
);

-- Which remembered files a held call depends on, with what they held when people were asked.
alter table hold add column files_digest text not null default '';
