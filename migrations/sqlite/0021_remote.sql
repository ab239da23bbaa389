-- What a source that is elsewhere reads and how, as JSON: repositories, branch, interval, references to secrets. Null for
-- others.
alter table sources add column remote text;

-- A location that is a repository, or another place elsewhere: what is known of it, and up to where it has been read.
create table repositories (
    location text primary key references locations (id),
    -- Its id where it is; a new name is not a new one.
    repository text not null,
    -- What discovery said last, as JSON.
    facts text not null,
    -- What was read: branch, commit, ETag.
    branch text,
    commit_id text,
    etag text,
    -- What the reading depended on beside the files: decoder and policy.
    read_by text,
    -- The ids of the descriptors' contents by path, as JSON.
    blobs text not null
) strict;

-- How the reading of a source that is elsewhere goes.
create table remote_syncs (
    source text primary key,
    -- 'idle', 'discovering', 'reading' or 'waiting'.
    phase text not null,
    started_at integer,
    ended_at integer,
    -- When it begins again.
    next_at integer,
    -- Repositories found, and of them done, unchanged and failed.
    found integer not null,
    done integer not null,
    unchanged integer not null,
    failed integer not null,
    -- Why it came to nothing as a whole.
    error text,
    -- Requests and their limits, as JSON.
    budget text not null,
    -- Who asked for it to be read, counted, and up to which count it has been.
    asked integer not null,
    served integer not null
) strict, without rowid;

-- Repositories of which somebody said that they have changed.
create table repository_hints (
    source text not null,
    repository text not null,
    -- The head that was told.
    head text,
    hinted_at integer not null,
    primary key (source, repository)
) strict, without rowid;
