//! The language of the catalog: the entity model, the descriptor formats, diagnostics, and the wire types of the API.
//!
//! Pure: no IO, no clock, no async; builds for wasm. Wrong input is never an `Err`: decoding yields diagnostics beside
//! as much result as could be made, and never panics.

pub mod codeowners;
pub mod companions;
pub mod contract;
pub mod convert;
pub mod decode;
pub mod diagnostic;
pub mod docs;
pub mod events;
pub mod fields;
pub mod filter;
pub mod fix;
pub mod formats;
pub mod limits;
pub mod merge;
pub mod model;
pub mod provenance;
pub mod references;
pub mod repository;
pub mod resolve;
pub mod schema;
pub mod suppress;
pub mod vocabulary;
pub mod wire;
mod yaml;
