-- The Git repository that policies are taken from; one row for each address, branch and path.
create table policy_git (
    source          text primary key,
    looked_at       timestamptz,
    -- The commit that was taken last, and its policy. Settled: put in force, or asked for, as far as that is wanted.
    commit_id       text check (commit_id ~ '^[0-9a-f]{40}$'),
    policy_id       text references policy,
    content         text check (content ~ '^[0-9a-f]{64}$'),
    taken_at        timestamptz,
    settled         boolean not null default true,
    -- What stands in the way now.
    problem_code    text,
    problem         text,
    problem_next    text,
    problem_commit  text,
    problem_since   timestamptz,
    check (num_nulls(commit_id, policy_id, content, taken_at) in (0, 4)),
    check (num_nulls(problem_code, problem, problem_next, problem_since) in (0, 4))
);

-- Each problem of a commit is recorded once, whichever replica meets it first. No commit: the repository could not be read.
create table policy_git_told (
    source     text not null references policy_git,
    commit_id  text not null,
    digest     text not null,
    since      timestamptz not null default now(),
    primary key (source, commit_id, digest)
);

-- The repository asks, too; it is no person and has no subject.
alter table policy_request alter column asked_subject drop not null;
