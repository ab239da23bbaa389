-- Custom fields and component types as an organisation defines them. The table is its own log: who follows the catalog reads
-- what is of a later revision than it shows.
create table vocabulary (
    -- `field` or `type`.
    sort text not null,
    -- The field's name; of a type its kind and name in lower case, with a `/` between them.
    name text not null,
    -- JSON; null where it is defined no more.
    definition text,
    revision bigint not null,
    primary key (sort, name)
);
