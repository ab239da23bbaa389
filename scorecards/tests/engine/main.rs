//! Scorecards as their readers see them: what is said of an entity, why, and what to do about it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

mod builtin;
mod checker;
mod compass;
mod convert_cortex;
mod convert_soundcheck;
mod definitions;
mod document;
mod has_description;
mod initiatives;
mod judge;
mod limits;
mod measures;
mod odd_entities;
mod order;
mod owner_exists;
mod places;
mod pushed;
mod reading;
mod reference;
mod rollup;
mod scorecards;
mod support;
mod time;
mod trials;
