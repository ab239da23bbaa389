-- What each step of the log was: created, updated, renamed, restored or deleted. Null where it is not known: an earlier
-- release, or an archive that one made, does not say.
alter table changes add column event text;

-- A version of the same revision that is no tombstone means that only the name went.
update changes set event =
    (select case when v.deleted = 0 then 'renamed' else 'deleted' end
     from versions v where v.uid = changes.uid and v.revision = changes.revision)
where operation = 'remove';
update changes set event = case
    when exists (select 1 from versions p where p.uid = changes.uid and p.revision < changes.revision) then
        (select case when p.deleted = 1 then 'restored' when p.ref <> changes.ref then 'renamed' else 'updated' end
         from versions p where p.uid = changes.uid and p.revision < changes.revision order by p.revision desc limit 1)
    when exists (select 1 from forgotten f where f.uid = changes.uid) then null
    else 'created' end
where operation = 'put'
  and exists (select 1 from versions v where v.uid = changes.uid and v.revision = changes.revision);

-- The changes of one entity, without a look at all others.
create index changes_by_ref on changes (ref, revision, position);
