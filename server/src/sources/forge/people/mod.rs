//! Teams and members, and the descriptors that are made of them.

mod descriptors;
mod told;
mod tree;

pub(in crate::sources) use descriptors::Words;
pub use told::{People, Person, Team};
pub(in crate::sources) use tree::{PEOPLE, PeopleTree};
