-- Exemptions from rules that somebody asks for in the portal, and what becomes of them. Of those that were approved the table
-- is its own log: who follows the catalog reads what is of a later revision than it shows.
create table exemptions (
    id text not null primary key,
    -- The entity's identity, and what it was called when somebody asked.
    uid text not null,
    ref text not null,
    scorecard text not null,
    rule text not null,
    reason text not null,
    -- The last day (`2026-12-31`, UTC) on which it is to hold.
    until_day text not null,
    -- `waiting`, `approved`, `declined` or `withdrawn`.
    state text not null,
    asked_by text not null,
    asked_at bigint not null,
    -- Of who approved or declined it.
    decided_by text,
    decided_at bigint,
    comment text,
    withdrawn_by text,
    withdrawn_at bigint,
    -- The last one that changed what entities are judged by; 0 where it never did.
    revision bigint not null
);
create index exemptions_by_revision on exemptions (revision);
create index exemptions_by_entity on exemptions (uid);
