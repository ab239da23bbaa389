//! The tab of what happened and what changed: events, and every version with who, when and what.

mod change;
mod events;
mod gone;
mod load;
mod state;
mod version;
mod view;

pub(super) use gone::load_gone;
pub(super) use load::ActivityTab;
pub(super) use view::activity;
