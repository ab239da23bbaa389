//! Running other programs so that none outlives xtask.

pub(crate) mod group;
pub(crate) mod interrupt;
pub(crate) mod run;
