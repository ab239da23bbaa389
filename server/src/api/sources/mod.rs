//! Where descriptors come from.

pub(super) mod descriptors;
pub(super) mod list;
pub(super) mod show;
