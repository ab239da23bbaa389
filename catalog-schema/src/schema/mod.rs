//! JSON Schemas (draft 2020-12) of the descriptor formats, for editors: what completes, explains and underlines.
//!
//! They describe what Sextant's readers take. The keys come from the readers' own tables; the words for them stand here.
//! Backstage's format has schemas of its own; the native one covers it.

mod compass;
mod cortex;
mod datadog;
mod fact_type;
mod initiative;
mod list;
mod native;
mod native_spec;
mod opslevel;
mod port;
mod scorecard;
mod shape;

pub use list::{ALL, FormatSchema, find};
