-- Who does what only one process at a time may do. Times are the database's; a fencing number is never given twice.
create table leases (
    name text primary key,
    holder text not null,
    fencing bigint not null,
    expires_at bigint not null
);
