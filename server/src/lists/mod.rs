//! Lists of entities: filters, orders, pages and counts, straight from the live snapshot.

mod atom;
pub(crate) mod csv;
mod cursor;
mod docs;
mod entity;
mod facet;
mod facets;
mod field;
mod filter;
mod groups;
mod list;
mod order;
pub(crate) mod problems;
mod ranking;

#[cfg(test)]
mod measured_tests;
#[cfg(test)]
mod scan_tests;
#[cfg(test)]
mod tests;

pub use entity::entity;
pub use facets::facets;
pub use list::list;

pub(crate) use atom::owned;
pub(crate) use docs::file_url;
pub(crate) use facets::FacetsAsked;
pub(crate) use field::Field;
pub(crate) use filter::{Filters, counts};
pub(crate) use list::list_among;
