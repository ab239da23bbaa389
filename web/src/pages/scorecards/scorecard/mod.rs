//! One scorecard: its rules with what they come to, and the entities.

mod entities;
mod head;
mod load;
mod rules;
mod state;
mod view;

pub(crate) use load::load;
