-- Since when a source is paused: it is not read and takes no pushes. Null while it is not.
alter table sources add column paused_at bigint;

-- How the last syncs of each location went. Of several one after the other that came to the same nothing, one is kept.
create table sync_runs (
    id text primary key,
    location text not null references locations (id),
    ended_at bigint not null,
    duration_ms bigint not null,
    created bigint not null,
    updated bigint not null,
    deleted bigint not null,
    renamed bigint not null,
    -- Entities whose deletion was held back.
    held bigint not null,
    error text,
    -- The revision that it made.
    revision bigint,
    -- How many it stands for.
    times bigint not null
);
create index sync_runs_by_location on sync_runs (location, id);

-- Who asked for a location to be read, counted, and up to which count it has been.
create table reads (
    location text primary key,
    asked bigint not null,
    served bigint not null
);

-- What one actor did, what was done, and to what, the newest first.
create index audit_by_actor on audit (actor, id);
create index audit_by_action on audit (action, id);
create index audit_by_subject on audit (subject, id);
