//! What hosts of repositories have in common, GitHub and GitLab: which repositories are meant, how limits are told, what teams and
//! members become, and what is done about deliveries of webhooks.

mod allowance;
mod found;
mod heads;
pub(super) mod link;
mod object;
mod people;
mod selection;
pub(super) mod transport;
mod waiting;
pub mod webhook;

pub use allowance::Allowance;
pub use found::{FoundRepository, Head};
pub(super) use heads::Heads;
pub(super) use object::{is_content_of, is_oid};
pub(super) use people::{PEOPLE, PeopleTree, Words};
pub use people::{People, Person, Team};
pub use selection::{Chosen, Selection, UnknownVisibility};
pub use waiting::Waiting;
