-- What is remembered of findings: since when each is there, and how many were open on each day. The findings themselves
-- are a projection.
create table findings (
    id text primary key,
    first_seen integer not null
) strict;

create table finding_days (
    day text not null,
    rule text not null,
    open integer not null,
    primary key (day, rule)
) strict;
