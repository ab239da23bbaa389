//! Scorecards as their readers see them: what is said of an entity, why, and what to do about it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

mod definitions;
mod documentation;
mod has_description;
mod judge;
mod limits;
mod measures;
mod odd_entities;
mod owner_exists;
mod scorecards;
mod support;
