-- Since when what scorecards say is so. What they say now is a projection; that it was otherwise before is not.

-- What each scorecard last said of each entity, one row for both: JSON, rules by what they came to and since when.
create table outcomes (
    uid text not null,
    scorecard text not null,
    packed text not null,
    -- Since when the entity is gone, or the scorecard no longer about it.
    gone_at integer,
    primary key (uid, scorecard)
) strict, without rowid;

create index outcomes_gone on outcomes (gone_at) where gone_at is not null;

-- What came to be otherwise. The rule is '' where it is about the level of the scorecard as a whole. A step is of one
-- revision of the catalog, or later without another revision.
create table transitions (
    uid text not null,
    scorecard text not null,
    rule text not null,
    was text,
    became text,
    revision integer not null,
    step integer not null,
    at integer not null,
    primary key (uid, scorecard, rule, revision, step)
) strict, without rowid;

create index transitions_by_time on transitions (at);

-- Up to where that was written down: who was overtaken since it looked begins anew.
create table outcome_head (
    id integer primary key check (id = 1),
    revision integer not null,
    step integer not null
) strict;
