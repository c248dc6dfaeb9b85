-- A policy is a set of files; what was one file becomes a set of one.
create table policy_file (
    policy_id  text not null references policy,
    path       text not null,
    content    text not null,
    primary key (policy_id, path)
);
insert into policy_file select id, '.agent-policy.yml', file from policy;

-- Scopes: layer, blank, pattern of agent names; one to a line.
-- Policies from before have no revision here, whatever their text says.
alter table policy rename column agents to scopes;
update policy set scopes = regexp_replace(scopes, '^', 'repository ', 'gn');
alter table policy
    drop column file,
    add column revision             bigint check (revision >= 0),
    add column envelope             text,
    add column uploaded_by_subject  text;

-- One policy is in force for each scope. What is over stays as history.
alter table policy_activation
    drop constraint policy_activation_pkey,
    add column id            bigint generated always as identity primary key,
    add column layer         text not null default 'repository'
                             check (layer in ('organisation', 'team', 'repository')),
    add column replaced      text references policy,
    add column confirmed_by  text,
    add column ended_at      timestamptz,
    add column ended_by      text,
    add check ((ended_at is null) = (ended_by is null));
alter table policy_activation alter column layer drop default;
create unique index policy_in_force on policy_activation (layer, pattern) where ended_at is null;
create index policy_activation_of on policy_activation (policy_id);

-- A change of what is in force that needs a second person. It is bound to the policy and to what it would replace.
create table policy_request (
    id             bigint generated always as identity primary key,
    policy_id      text not null references policy,
    change         text not null check (change in ('activation', 'deactivation')),
    version        text not null,
    replaces       text not null,
    asked_by       text not null,
    asked_subject  text not null,
    asked_at       timestamptz not null,
    expires_at     timestamptz not null,
    state          text not null check (state in ('waiting', 'confirmed', 'declined', 'expired', 'superseded')),
    ended_at       timestamptz,
    ended_by       text,
    check ((state = 'waiting') = (ended_at is null))
);
create unique index policy_request_waiting on policy_request (policy_id) where state = 'waiting';

-- Each problem with loading what is in force is recorded once, whichever replica meets it first.
create table policy_problem (
    policy_id  text not null references policy,
    digest     text not null,
    since      timestamptz not null default now(),
    primary key (policy_id, digest)
);
