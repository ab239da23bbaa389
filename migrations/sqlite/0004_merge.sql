-- Claims of one repository merge, one for each format.
alter table claims add column repository text not null default '';
alter table claims add column format text not null default '';
update claims set format =
    (select json_extract(c.entity, '$.format') from contents c where c.hash = claims.content);

-- What of the configuration the entities were made with.
create table applied_settings (
    name text primary key,
    value text not null
) strict;
