-- The one row that orders every change of the catalog. `epoch` names this history of revisions: a restore makes a new one.
create table head (
    id integer primary key check (id = 1),
    epoch text not null,
    revision integer not null,
    oldest_revision integer not null
) strict;

-- Where descriptors come from.
create table sources (
    name text primary key,
    source_type text not null,
    config text not null,
    priority integer not null,
    created_at integer not null
) strict;

-- What is replaced as a whole: a directory, a repository at its branch, a push set.
create table locations (
    id text primary key,
    source text not null references sources (name),
    address text not null,
    state text not null,
    error text,
    last_sync integer,
    duration_ms integer,
    revision integer not null,
    unique (source, address)
) strict;

-- Every file that a location has now, which decoder read it, and whether there is a descriptor in it.
create table files (
    location text not null references locations (id),
    path text not null,
    hash text not null,
    decoder integer not null,
    descriptor integer not null,
    primary key (location, path)
) strict, without rowid;

-- Raw text of accepted files by the BLAKE3 hash of the text, compressed with zstd.
create table texts (
    hash text primary key,
    size integer not null,
    body blob not null
) strict;

-- Decoded entities as JSON by the BLAKE3 hash of the JSON; claims and versions point here.
create table contents (
    hash text primary key,
    entity text not null
) strict;

-- What a descriptor document says of a reference. All are kept; the entity shows the winner.
create table claims (
    location text not null references locations (id),
    path text not null,
    document integer not null,
    ref text not null,
    content text not null references contents (hash),
    text text not null references texts (hash),
    start_line integer not null,
    end_line integer not null,
    stale integer not null,
    first_revision integer not null,
    revision integer not null,
    primary key (location, path, document)
) strict, without rowid;
create index claims_by_ref on claims (ref);

-- What exists now: identity, reference, current version, winning claim.
create table entities (
    uid text primary key,
    ref text not null unique,
    revision integer not null,
    location text not null,
    path text not null,
    document integer not null
) strict;

-- Every version that an entity had.
create table versions (
    uid text not null,
    revision integer not null,
    ref text not null,
    deleted integer not null,
    content text not null references contents (hash),
    text text not null references texts (hash),
    source text not null,
    location text not null,
    path text not null,
    stale integer not null,
    changed_at integer not null,
    primary key (uid, revision)
) strict, without rowid;

-- The log that projections follow, paged by (revision, position).
create table changes (
    revision integer not null,
    position integer not null,
    uid text not null,
    ref text not null,
    operation text not null,
    primary key (revision, position)
) strict, without rowid;

-- What is wrong with a location's files now. Positions below 1000000 are the decoder's.
create table diagnostics (
    location text not null references locations (id),
    path text not null,
    position integer not null,
    severity text not null,
    body text not null,
    primary key (location, path, position)
) strict, without rowid;

-- Current results, one packed row per entity and scorecard. A projection.
create table scores (
    uid text not null,
    scorecard text not null,
    result text not null,
    primary key (uid, scorecard)
) strict, without rowid;
