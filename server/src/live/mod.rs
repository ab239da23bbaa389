//! The catalog in memory: one immutable snapshot that readers take whole, and how a change makes the next one.

mod affected;
mod apply;
mod bearers;
mod build;
pub mod change;
mod columns;
mod commonplace;
mod contacts;
mod cow_vec;
mod definitions;
mod derived;
mod domains;
mod exemptions;
mod found;
mod happened;
mod image;
mod judgement;
mod names;
mod owners;
mod packed;
mod postings;
mod pushed;
mod record;
mod references;
mod repositories;
mod row;
mod rows;
mod snapshot;
mod sort_text;
mod symbols;
mod texts;
mod touched;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use affected::Affected;
pub use build::Build;
pub use derived::Derived;
pub use judgement::Judgement;
pub use record::Record;
pub use snapshot::Live;

pub(crate) use bearers::{Bearer, Bearers};
pub(crate) use columns::{Column, Columns};
pub(crate) use cow_vec::CowVec;
pub(crate) use definitions::{Initiatives, defines};
pub(crate) use domains::Domains;
pub(crate) use found::{RuleOutcome, Shared};
pub(crate) use image::Moment;
pub(crate) use names::Names;
pub(crate) use owners::Owners;
pub(crate) use postings::{Indexed, Postings, SlotBitmap};
pub(crate) use pushed::{PushedFact, PushedFacts};
pub(crate) use record::KeptRelation;
pub(crate) use repositories::Repositories;
pub(crate) use row::{Row, SearchRow, format_index, health_index};
pub(crate) use sort_text::{SortPrefix, compare_folded, folded, prefix as sort_prefix};
pub(crate) use symbols::{Symbol, Symbols};
pub(crate) use texts::Texts;
