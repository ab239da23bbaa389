//! What is wrong with an entity, each in one sentence with what to do.

mod contacts;
mod contract;
mod cycle;
mod dangling;
mod deprecated;
mod experimental;
mod finding;
mod list;
mod owner;
mod providers;
mod rules;
mod stale;
mod tier;

pub(super) use finding::Known;
pub(super) use list::attention;
