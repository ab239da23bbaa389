-- What is wrong with the list of repositories that a sync read by, as JSON: sentences.
alter table remote_syncs add column notices text not null default '[]';
