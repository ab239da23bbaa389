-- Files of the web that descriptors of a source name by their addresses: what was last read there, and when to ask again.
create table addresses (
    source text not null,
    address text not null,
    -- What was last read, compressed with zstd, its bytes before that, and their hash; null where nothing was ever read.
    body bytea,
    size bigint,
    hash text,
    -- By which the next request may be saved, as the host told them.
    etag text,
    modified text,
    -- Why the last request came to nothing, and what to do about it; null where it came to something.
    problem text,
    help text,
    -- Requests in a row that came to nothing.
    failures bigint not null,
    -- Milliseconds since the Unix epoch; 0 where it was not asked for yet.
    asked_at bigint not null,
    next_at bigint not null,
    -- 1 where descriptors that name it were not read since it became another one.
    news bigint not null,
    primary key (source, address)
);
create index addresses_due on addresses (source, next_at);
create index companions_by_address on companions (companion) where substr(companion, 1, 4) = 'http';
