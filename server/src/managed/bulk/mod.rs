//! One change of owner, lifecycle, tier and tags of many entities.

mod change;
mod choose;
mod one;
mod seen;

pub(super) use seen::Seen;

/// So many entities one change may be about.
pub(super) const MOST: usize = 1_000;
