-- What others push of entities under names that descriptors of the kind FactType declare: the last value of each.

-- It hangs on the identity: a new name of the entity, or its deletion and return, changes nothing. The table is its own
-- log: who follows the catalog reads what is of a later revision than it shows.
create table facts (
    uid text not null,
    name text not null,
    -- JSON.
    value text not null,
    -- Since when it is so, as who pushed it said, and when it came; milliseconds since the Unix epoch.
    at bigint not null,
    received_at bigint not null,
    -- Who pushed it, as the audit log names it.
    source text not null,
    -- Where more is written about it.
    url text,
    revision bigint not null,
    primary key (uid, name)
);

create index facts_by_revision on facts (revision);
