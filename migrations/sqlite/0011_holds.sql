-- Deletions that are held back until somebody confirms them: one for each location.
create table holds (
    location text primary key references locations (id),
    digest text not null,
    entities integer not null,
    refs text not null,
    files integer not null,
    state text not null,
    since integer not null
) strict;
