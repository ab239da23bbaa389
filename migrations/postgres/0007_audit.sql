-- Who did what, in the transaction in which it was done.
create table audit (
    id text primary key,
    at bigint not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null,
    revision bigint
);
create index audit_by_at on audit (at);
