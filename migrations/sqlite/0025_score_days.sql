-- What each scorecard came to on each day, for all entities and for groups of them: what trends are drawn from, since a
-- replay of transitions would take the descriptors, owners and rules of each day.
create table score_days (
    -- As `2026-12-01`, UTC.
    day text not null,
    scorecard text not null,
    -- By what entities were grouped: organisation, team, system, domain or tier.
    grouped text not null,
    -- The group; '' for the organisation, and for what belonged to none.
    part text not null,
    -- JSON.
    counts text not null,
    primary key (day, scorecard, grouped, part)
) strict, without rowid;

create index score_days_of_group on score_days (scorecard, grouped, part, day);
