//! Initiatives.

pub(super) mod burndown;
pub(super) mod burndown_csv;
pub(super) mod csv;
pub(super) mod entities;
pub(super) mod list;
pub(super) mod rollup;
pub(super) mod rollup_csv;
pub(super) mod show;
