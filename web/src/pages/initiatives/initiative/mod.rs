//! One initiative: how far everybody is, how it went, and who is left.

mod asked;
mod entities;
mod groups;
mod head;
mod load;
mod problems;
mod state;
mod view;

pub(crate) use load::load;
