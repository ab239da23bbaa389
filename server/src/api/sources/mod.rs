//! Where descriptors come from.

pub(super) mod add;
pub(super) mod change;
pub(super) mod decide;
pub(super) mod descriptors;
pub(super) mod list;
pub(super) mod remove;
pub(super) mod show;
pub(super) mod sync;
