//! Sets of groups of facts.

use super::FactGroup;

/// What changed, or what a rule reads, in one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactGroups(u64);

impl FactGroups {
    /// No group.
    pub const NONE: Self = Self(0);
    /// Every group: what an entity whose descriptor is new is judged by.
    pub const ALL: Self = Self(u64::MAX);

    /// These and those.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are in both.
    #[must_use]
    pub const fn within(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether there is one.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether there is a group that is in both.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether this group is among them.
    pub fn has(self, group: FactGroup) -> bool {
        self.meets(group.into())
    }
}

impl From<FactGroup> for FactGroups {
    fn from(group: FactGroup) -> Self {
        Self(1 << group.bit())
    }
}

impl FromIterator<FactGroup> for FactGroups {
    fn from_iter<I: IntoIterator<Item = FactGroup>>(groups: I) -> Self {
        groups.into_iter().fold(Self::NONE, |all, group| all.and(group.into()))
    }
}
