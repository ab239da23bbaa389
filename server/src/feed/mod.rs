//! The feed of changes: places in it, a page of it, and its lines of a table.

pub(crate) mod csv;
mod mark;
mod only;
mod page;

pub use mark::Mark;
pub use only::Only;
pub use page::{Direction, LOOKED_AT, page};
