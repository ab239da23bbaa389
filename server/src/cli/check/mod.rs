//! `sextant check`: diagnostics of descriptors, without a portal; and what they would change in one that is named.

mod arguments;
mod fetch;
mod file;
mod fix;
mod output;
mod pipeline;
mod places;
mod portal;
mod progress;
mod references;
mod report;
mod run;
mod surroundings;

pub(super) use arguments::Arguments;
pub(super) use places::{Candidate, Place, unreachable};
pub(super) use progress::Progress;
pub(super) use run::run;
pub(super) use surroundings::{Locations, each, followed};
