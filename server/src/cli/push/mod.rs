//! `sextant push`: the descriptors of a repository, from a pipeline into a portal's catalog.

mod arguments;
mod human;
mod json;
mod markdown;
mod outcome;
mod pipeline;
mod run;

pub(super) use arguments::Arguments;
pub(super) use run::run;
