//! What happened to entities: from CloudEvents to rows, and from rows to answers. What of an event is understood is
//! `catalog_schema::events`.

pub(crate) mod csv;
mod problems;
mod read;
mod record;
mod repositories;
mod resolve;
mod summary;
mod wire;

pub(crate) use problems::refused;
pub(crate) use read::{entity_events, event_data, events};
pub(crate) use record::{Unrecorded, record};
pub(crate) use summary::event_facts;

/// Whether an environment is called as production usually is.
fn is_production(environment: &str) -> bool {
    matches!(environment.to_ascii_lowercase().as_str(), "production" | "prod" | "live")
}
