-- Deletions that are held back until somebody confirms them: one for each location.
create table holds (
    location text primary key references locations (id),
    digest text not null,
    entities bigint not null,
    refs text not null,
    files bigint not null,
    state text not null,
    since bigint not null
);
