-- Who did what, in the transaction in which it was done.
create table audit (
    id text primary key,
    at integer not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null,
    revision integer
) strict, without rowid;
create index audit_by_at on audit (at);
