-- Files that descriptors name, such as an API's definition: when one changes, the descriptor is read again.
create table companions (
    location text not null references locations (id),
    path text collate "C" not null,
    companion text collate "C" not null,
    primary key (location, path, companion)
);
create index companions_by_file on companions (location, companion);
