-- The oldest release that may run on this schema. A migration that earlier releases cannot live with raises it.
create table compatibility (
    id bigint primary key check (id = 1),
    min_binary text not null
);
insert into compatibility (id, min_binary) values (1, '0.1.0');
