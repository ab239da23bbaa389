//! CloudEvents 1.0 as they are sent, and what is understood of them: docs/concepts/events.md.
//!
//! As everywhere in this crate, nothing panics, whatever the bytes. Events come from programs and not from people who
//! edit a file, so that one that is wrong is refused, with everything that is wrong about it.

mod cdevent;
mod classify;
mod cloud_event;
mod naming;
mod outcome;
mod read;
mod read_binary;
mod refusal;
mod title;
mod version;

pub use classify::{Classified, classify};
pub use cloud_event::{CloudEvent, EventData};
pub use naming::{ENTITY_ATTRIBUTE, Names, names, repository_key};
pub use read::{MAX_EVENTS, Shape, read};
pub use read_binary::read_binary;
pub use refusal::Refusal;
