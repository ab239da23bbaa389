-- The one row that orders every change of the catalog. `epoch` names this history of revisions: a restore makes a new one.
create table head (
    id bigint primary key check (id = 1),
    epoch text not null,
    revision bigint not null,
    oldest_revision bigint not null
);

-- Where descriptors come from.
create table sources (
    name text primary key,
    source_type text not null,
    config text not null,
    priority bigint not null,
    created_at bigint not null
);

-- What is replaced as a whole: a directory, a repository at its branch, a push set.
create table locations (
    id text primary key,
    source text not null references sources (name),
    address text not null,
    state text not null,
    error text,
    last_sync bigint,
    duration_ms bigint,
    revision bigint not null,
    unique (source, address)
);

-- Every file that a location has now, which decoder read it, and whether there is a descriptor in it.
create table files (
    location text not null references locations (id),
    path text collate "C" not null,
    hash text not null,
    decoder bigint not null,
    descriptor bigint not null,
    primary key (location, path)
);

-- Raw text of accepted files by the BLAKE3 hash of the text, compressed with zstd.
create table texts (
    hash text primary key,
    size bigint not null,
    body bytea not null
);

-- Decoded entities as JSON by the BLAKE3 hash of the JSON; claims and versions point here.
create table contents (
    hash text primary key,
    entity text not null
);

-- What a descriptor document says of a reference. All are kept; the entity shows the winner.
create table claims (
    location text not null references locations (id),
    path text collate "C" not null,
    document bigint not null,
    ref text not null,
    content text not null references contents (hash),
    text text not null references texts (hash),
    start_line bigint not null,
    end_line bigint not null,
    stale bigint not null,
    first_revision bigint not null,
    revision bigint not null,
    primary key (location, path, document)
);
create index claims_by_ref on claims (ref);

-- What exists now: identity, reference, current version, winning claim.
create table entities (
    uid text primary key,
    ref text not null unique,
    revision bigint not null,
    location text not null,
    path text collate "C" not null,
    document bigint not null
);

-- Every version that an entity had.
create table versions (
    uid text not null,
    revision bigint not null,
    ref text not null,
    deleted bigint not null,
    content text not null references contents (hash),
    text text not null references texts (hash),
    source text not null,
    location text not null,
    path text collate "C" not null,
    stale bigint not null,
    changed_at bigint not null,
    primary key (uid, revision)
);

-- The log that projections follow, paged by (revision, position).
create table changes (
    revision bigint not null,
    position bigint not null,
    uid text not null,
    ref text not null,
    operation text not null,
    primary key (revision, position)
);

-- What is wrong with a location's files now. Positions below 1000000 are the decoder's.
create table diagnostics (
    location text not null references locations (id),
    path text collate "C" not null,
    position bigint not null,
    severity text not null,
    body text not null,
    primary key (location, path, position)
);

-- Current results, one packed row per entity and scorecard. A projection.
create table scores (
    uid text not null,
    scorecard text not null,
    result text not null,
    primary key (uid, scorecard)
);
