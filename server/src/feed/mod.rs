//! The feed of changes: places in it, and a page of it.

mod mark;
mod page;

pub use mark::Mark;
pub use page::page;
