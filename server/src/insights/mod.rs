//! What is wrong with how things hang together: rules over the whole graph, and what they found.
//!
//! A survey goes through the catalog in the background, so that its findings carry a revision of their own.

mod accepted;
mod finding;
mod found;
mod image;
mod list;
mod remember;
mod rule;
mod rules;
mod survey;
mod survey_of;
mod tiers;
mod watch;

#[cfg(test)]
mod tests;

pub use finding::{Acceptance, Finding, Severity};
pub use list::insights;
pub use rule::{Rule, rules};
pub use survey::{Seen, Survey};
pub use survey_of::survey;
pub use watch::{SurveyCell, run};

pub(crate) use list::to_wire;
pub(crate) use watch::today;

pub(crate) use found::{Found, Ground};
