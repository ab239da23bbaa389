//! Entities, and what there is of one.

pub(super) mod change;
pub(super) mod csv;
pub(super) mod descriptor;
pub(super) mod facts;
pub(super) mod history;
pub(super) mod import;
pub(super) mod list;
mod precondition;
pub(super) mod put;
pub(super) mod relations;
pub(super) mod remove;
pub(super) mod scorecards;
pub(super) mod show;
