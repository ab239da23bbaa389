//! Teams and members of an organisation, and the descriptors that are made of them.

mod ask;
mod descriptors;
mod tree;

pub use ask::{People, Person, Team, people};
pub(super) use tree::{PEOPLE, PeopleTree};
