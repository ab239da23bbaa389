-- The commit that is in force of each part of a location that is pushed; the empty part is all of it.
create table pushes (
    location text not null references locations (id),
    below text not null,
    branch text,
    commit_id text,
    committed_at integer,
    run_id text,
    pushed_at integer not null,
    primary key (location, below)
) strict;
