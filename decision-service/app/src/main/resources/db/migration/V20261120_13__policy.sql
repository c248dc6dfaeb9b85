create table policy (
    id           text primary key,
    version      text not null,
    name         text,
    agents       text not null,
    file         text not null,
    uploaded_by  text not null,
    uploaded_at  timestamptz not null
);

-- One policy is in force for each pattern of agent names.
create table policy_activation (
    pattern       text primary key,
    policy_id     text not null references policy,
    activated_by  text not null,
    activated_at  timestamptz not null
);

create function tell_policy_changed() returns trigger language plpgsql as $$
begin
    perform pg_notify('policy_activation', '');
    return null;
end $$;

create trigger policy_activation_changed
    after insert or update or delete on policy_activation
    for each statement execute function tell_policy_changed();
