//! Exemptions that people ask for, from the request to its end. What of them entities are judged by is kept in the snapshot.

mod keeper;
mod list;
mod problems;
mod told;

pub use keeper::Exemptions;
pub(crate) use list::list;
