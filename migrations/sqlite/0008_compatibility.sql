-- The oldest release that may run on this schema. A migration that earlier releases cannot live with raises it.
create table compatibility (
    id integer primary key check (id = 1),
    min_binary text not null
) strict;
insert into compatibility (id, min_binary) values (1, '0.1.0');
