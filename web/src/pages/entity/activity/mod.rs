//! The tab of what changed: every version with who, when and what.

mod change;
mod gone;
mod version;
mod view;

pub(super) use gone::load_gone;
pub(super) use view::{activity, page_query};
