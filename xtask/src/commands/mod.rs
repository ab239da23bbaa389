//! One file per command.

pub(crate) mod bench;
pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod ci;
pub(crate) mod corpus;
pub(crate) mod demo;
pub(crate) mod faults;
pub(crate) mod fuzz;
pub(crate) mod run;
pub(crate) mod screenshots;
pub(crate) mod test;
pub(crate) mod web;
