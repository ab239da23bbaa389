-- What each initiative came to on each day from its first on, for everybody whom it asks and for each team: what burn-downs
-- are drawn from. It is worked out from the transitions once and written down, since reading the transitions of a large
-- catalog takes longer than a page may.
create table initiative_days (
    initiative text not null,
    -- As `2026-12-01`, UTC: as it stood when the day began.
    day text not null,
    -- By what entities were grouped: organisation or team.
    grouped text not null,
    -- The team; '' for the organisation, and for what no team owned.
    part text not null,
    -- JSON.
    counts text not null,
    primary key (initiative, day, grouped, part)
);

create index initiative_days_of_group on initiative_days (grouped, part, initiative, day);
create index initiative_days_by_day on initiative_days (day);

-- Up to which day that is written down, and what the initiative asked of whom: who asks for something else begins anew.
create table initiative_heads (
    initiative text primary key,
    meaning text not null,
    day text not null
);
