-- Files that descriptors name, such as an API's definition: when one changes, the descriptor is read again.
create table companions (
    location text not null references locations (id),
    path text not null,
    companion text not null,
    primary key (location, path, companion)
) strict, without rowid;
create index companions_by_file on companions (location, companion);
