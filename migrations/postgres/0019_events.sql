-- What happened to entities, as CloudEvents told it: deployments, builds, incidents, changes, releases.
create table events (
    -- A UUID of version 7.
    id text primary key,
    -- The entity's identity, and what it was called when the event came.
    uid text not null,
    ref text not null,
    -- The CloudEvent's own identity: the same again is a duplicate.
    ce_source text not null,
    ce_id text not null,
    ce_type text not null,
    -- What was understood of it.
    kind text not null,
    outcome text,
    environment text,
    version text,
    title text not null,
    url text,
    -- What the events of one incident have in common.
    incident text,
    happened_at bigint not null,
    received_at bigint not null,
    actor text not null,
    -- The whole CloudEvent as JSON.
    data text not null,
    unique (ce_source, ce_id)
);

create index events_by_time on events (happened_at desc, id desc);
create index events_of_kind on events (kind, happened_at desc, id desc);
create index events_of_entity on events (uid, happened_at desc, id desc);
create index events_deployed on events (uid, environment, happened_at desc, id desc) where kind = 'deployment';
create index events_incidents on events (uid, incident, happened_at) where kind = 'incident';
