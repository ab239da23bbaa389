//! One file per rule; docs/rules/ has a page of the same name for each.

pub(super) mod has_description;
pub(super) mod owner_exists;
