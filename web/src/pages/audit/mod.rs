//! `/audit`: who did what, and what was refused.

mod form;
mod load;
mod sentence;
mod state;
mod view;

pub(crate) use load::load;
