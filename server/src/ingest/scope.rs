//! Which part of a location a sync is about.

use std::collections::BTreeSet;

/// Which part of a location a sync has looked at. What it looked at and did not find is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    Whole,
    /// These files and everything below these directories.
    Under(BTreeSet<String>),
}

impl Scope {
    /// A folder; all of the location where it is the empty one.
    pub fn of(folder: &str) -> Self {
        if folder.is_empty() { Self::Whole } else { Self::Under(BTreeSet::from([folder.to_owned()])) }
    }

    /// Whether the sync has looked at this place.
    pub(super) fn covers(&self, path: &str) -> bool {
        match self {
            Self::Whole => true,
            Self::Under(places) => is_under_any(path, places),
        }
    }
}

/// Whether `path` is one of `places` or lies below one; the empty place is everything.
pub(super) fn is_under_any(path: &str, places: &BTreeSet<String>) -> bool {
    let ancestors = path.match_indices('/').map(|(end, _)| &path[..end]);
    !places.is_empty() && ancestors.chain([path, ""]).any(|place| places.contains(place))
}
