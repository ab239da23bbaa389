-- Deliveries of webhooks that were taken: none is taken twice. They are forgotten after some days.
create table deliveries (
    source text not null,
    -- Its id where it comes from.
    id text not null,
    event text not null,
    received_at bigint not null,
    -- What is still to be done about it, as JSON.
    effect text,
    primary key (source, id)
);
create index deliveries_by_age on deliveries (received_at);
create index deliveries_open on deliveries (received_at) where effect is not null;
