-- What rules read besides descriptors and pushed facts. Both tables are their own logs: who follows the catalog reads what
-- is of a later revision than it shows.

-- What a source sees of the repositories in a location: JSON, null where it saw one and does not any more.
create table repository_facts (
    location text not null references locations (id),
    -- Where within the location; '' for all of it.
    root text not null,
    facts text,
    revision bigint not null,
    primary key (location, root)
);

create index repository_facts_by_revision on repository_facts (revision);

-- The revision that an event came with; null for those that no rule reads, and those of before.
alter table events add column revision bigint;

create index events_by_revision on events (revision) where revision is not null;
