-- A reference that comes back gets the identity and the history that it had.
create index tombstones_by_ref on versions (ref) where deleted = 1;
