-- What an entity was, by the name that it had then, and what still needs a text or a content.
create index versions_by_ref on versions (ref, revision);
create index versions_by_content on versions (content);
create index versions_by_text on versions (text);
create index claims_by_content on claims (content);
create index claims_by_text on claims (text);

-- When a text or content was last handed in, milliseconds since the Unix epoch: what nothing needs yet may be needed by
-- a sync that is still under way.
alter table texts add column staged_at integer not null default 0;
alter table contents add column staged_at integer not null default 0;

-- Entities whose oldest versions are not kept any more, and the last revision that was dropped.
create table forgotten (
    uid text primary key,
    revision integer not null
) strict, without rowid;
