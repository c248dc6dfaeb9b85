create table agent (
    id          text primary key,
    name        text not null unique,
    operator    text not null,
    owner       text,
    created_at  timestamptz not null,
    revoked_at  timestamptz
);

-- The key itself is never stored: hash is its SHA-256, and 32 random bytes need no salt.
create table agent_key (
    hash        text primary key check (hash ~ '^[0-9a-f]{64}$'),
    agent_id    text not null references agent,
    handle      text not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    revoked_at  timestamptz,
    unique (agent_id, handle)
);
