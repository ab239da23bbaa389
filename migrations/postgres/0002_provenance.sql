-- Which commit made a version and who wrote it, where that is known.
alter table versions add column commit_id text;
alter table versions add column author text;

-- When the catalog first had an entity.
alter table entities add column created_at bigint not null default 0;
update entities set created_at =
    (select coalesce(min(v.changed_at), 0) from versions v where v.uid = entities.uid);
