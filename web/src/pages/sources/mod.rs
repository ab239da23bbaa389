//! `/sources` and `/sources/{name}`: why is my change not there?

mod list;
mod locations;
mod manage;
mod new;
mod problems;
mod remote;
mod removal;
mod runs;
mod shown;
mod source;
mod summary;
mod table;

pub(crate) use list::load as load_list;
pub use new::{NewSource, new_source};
pub use removal::source_removal;
pub(crate) use source::load as load_source;
