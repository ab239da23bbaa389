-- What programs and people prove with who they are. Only hashes are kept.

create table tokens (
    id text primary key,
    name text not null,
    hash text not null unique,
    -- JSON, a list of texts.
    scopes text not null,
    created_at bigint not null,
    created_by text not null,
    expires_at bigint,
    last_used_at bigint,
    revoked_at bigint
);

-- A name is one token's as long as that is not revoked.
create unique index tokens_name on tokens (name) where revoked_at is null;

-- People who signed in with a token; what they may do is what the token may.
create table sessions (
    hash text primary key,
    token text not null,
    created_at bigint not null,
    expires_at bigint not null
);

create index sessions_expiry on sessions (expires_at);
