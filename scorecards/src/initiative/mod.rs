//! Initiatives: a level or rules that some entities are to reach until a day. Nothing is judged by them: they read what
//! scorecards say.

mod ask;
mod data;
mod reached;
mod read;

pub use ask::{AskedRule, UnknownPart};
pub use data::{Asks, InitiativeDefinition, Phase, RuleName};
pub use reached::Reached;
pub use read::{InitiativeReading, read_initiative};
