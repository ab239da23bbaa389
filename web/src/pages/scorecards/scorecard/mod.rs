//! One scorecard: where everybody stands, what moved, what to mend next, and its rules, exemptions and entities.

mod entities;
mod exemptions;
mod fixes;
mod groups;
mod head;
mod heat;
mod load;
mod moved;
mod ranking;
mod rules;
mod standing;
mod state;
mod view;

pub(crate) use load::load;
