//! What is wrong with an entity, each in one sentence with what to do.

mod contacts;
mod contract;
mod dangling;
mod finding;
mod list;
mod owner;
mod providers;
mod rules;
mod stale;
mod survey;

pub(super) use finding::Known;
pub(super) use list::attention;
pub(super) use survey::MOST as MOST_INSIGHTS;
