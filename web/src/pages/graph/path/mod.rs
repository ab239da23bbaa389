//! On which ways one entity depends on another.

mod fields;
mod load;
mod state;
mod view;
mod ways;

pub(super) use load::load;
