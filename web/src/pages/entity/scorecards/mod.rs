//! What scorecards say of it: in short on the overview, and on a tab with all that explains it.

mod evidence;
mod initiatives;
mod ladder;
mod rule;
mod summary;
mod tab;

pub(super) use summary::summary;
pub(super) use tab::{ScorecardsTab, scorecards};
