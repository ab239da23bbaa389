//! Who did what.

pub(super) mod csv;
pub(super) mod list;
