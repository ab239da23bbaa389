//! Full-text search: one tantivy index beside the store, which can always be built again from it.

mod analyzer;
mod asked;
mod conditions;
mod docs_hit;
mod document;
mod error;
mod fields;
mod forms;
mod highlight;
mod hints;
mod hit;
mod hits;
mod index;
mod known;
mod look;
mod near;
mod query;
mod rank;
mod reader;
mod related;
mod results;
mod sought;
mod suggest;
mod typed;
mod typos;
mod uid_key;
mod ways;

#[cfg(test)]
mod asked_tests;
#[cfg(test)]
mod docs_tests;
#[cfg(test)]
mod tests;

pub use error::SearchError;
pub use index::{Committed, SearchIndex};
pub use look::{IndexState, look};
pub use reader::SearchReader;
pub use results::search;

pub(crate) use hits::matching;
pub(crate) use near::near_refs;
pub(crate) use uid_key::UidKey;
