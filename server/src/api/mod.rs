//! The REST API: thin handlers over the [`Portal`](web::portal::Portal) that pages use too, one file per endpoint.

mod at_least;
mod audit;
mod body;
mod changes;
mod conditional;
mod diagnostics;
mod entities;
mod entity_path;
mod facets;
mod failure;
mod graph;
mod guard;
mod headers;
mod health;
mod insights;
mod layers;
mod openapi;
mod parameters;
mod probes;
mod problems;
mod readiness;
mod router;
mod schemas;
mod scorecards;
mod search;
mod sources;
mod state;
mod teams;
mod tokens;

pub use changes::Readers;
pub(crate) use failure::Failure;
pub use layers::layered;
pub use openapi::document as openapi_document;
pub use readiness::Readiness;
pub use router::router;
pub use state::{ApiState, Waits};
