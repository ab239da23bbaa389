//! One file per bench, and what they share: data that is made up, machines, measuring, and the page of figures.

pub(crate) mod catalog;
pub(crate) mod check;
mod descriptors;
pub(crate) mod github;
pub(crate) mod graph;
pub(crate) mod machine;
mod measure;
mod page;
mod random;
pub(crate) mod retention;
pub(crate) mod scorecards;
pub(crate) mod search_quality;
