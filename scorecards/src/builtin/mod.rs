//! The scorecards that every portal has from its first start.

mod all;
mod basics;
mod rules;

pub use all::builtin_scorecards;
