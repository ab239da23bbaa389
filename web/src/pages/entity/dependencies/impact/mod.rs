//! What breaks if this fails: how much, whom to tell, and on which ways.

mod beyond;
mod counts;
mod teams;
mod view;

pub(super) use view::impact;
