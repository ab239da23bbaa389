//! Walks a parsed expression before it is used. Every part gets a type, and what can never be right is refused; loops
//! must not nest beyond what can be evaluated in bounded time. `cel` itself has neither a type checker nor a cost limit.
//!
//! On the way, what is read from the facts is put in the place of its name: see [`Derived`].

mod calls;
mod derived;
mod growth;
mod loops;
mod names;
mod operators;
mod pushed;
mod time;
mod walk;

pub(super) use derived::{Derived, place_of};
pub(crate) use names::closest;
pub(crate) use walk::LevelReads;
pub(super) use walk::{Checked, Wanted, check};
