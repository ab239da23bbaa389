//! What depends on itself by way of others, and what to cut.

mod knot;
mod load;
mod view;

pub(super) use load::load;
