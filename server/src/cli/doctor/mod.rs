//! `sextant doctor`: whether an installation is sound, and what to do where it is not.

mod arguments;
mod checks;
mod examine;
mod finding;
mod render;
mod subject;
mod units;

pub(super) use arguments::{Arguments, run};
