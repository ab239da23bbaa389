//! `/sources` and `/sources/{name}`: why is my change not there?

mod list;
mod locations;
mod problems;
mod shown;
mod source;
mod summary;
mod table;

pub(crate) use list::load as load_list;
pub(crate) use source::load as load_source;
