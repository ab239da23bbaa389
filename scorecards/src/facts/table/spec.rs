//! What is written down of a fact.

use crate::facts::{Facts, Levels, value::FactValue};

/// The type of a fact. Whatever its type, a fact that nobody supplied is `null` unless the fact says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactType {
    /// `true` or `false`, never null.
    Bool,
    /// A whole number.
    Int,
    /// A number, with decimals or without.
    Number,
    /// Text.
    Text,
    /// A moment, for `older_than` and `within` alone.
    Moment,
    /// A list of texts; empty rather than null.
    TextList,
    /// Texts by text, as in `entity.labels["team"]`; empty rather than null.
    TextMap,
    /// A list of links `{url, title, type}`; empty rather than null.
    LinkList,
    /// A list of entities `{ref, exists, kind, type, lifecycle, tier, owner, system}`; empty rather than null.
    EntityList,
    /// A list of findings `{rule, severity, is_subject}`; empty rather than null.
    FindingList,
    /// Anything, by text: fields that an organisation defined itself.
    AnyMap,
    /// Anything.
    Any,
}

/// What has to change for a fact to change. An entity is judged anew by the rules that read facts of the groups that a
/// change touched, and by no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactGroup {
    /// The entity's own descriptor.
    Entity,
    /// Its owner: which one it is, and what that one's descriptor says.
    Owner,
    /// Its edges, and what the descriptors on their far sides say.
    Related,
    /// How many edges it has.
    Measures,
    /// The graph as a whole, which is looked at in the background.
    Survey,
    /// What other scorecards come to.
    Levels,
    /// The repository that it is described in.
    Repository,
    /// What happened to it.
    Events,
    /// What was pushed of it under a name: which one, by [`FactGroup::of_pushed`].
    Pushed(u8),
}

/// Groups besides those of pushed facts.
const FIXED: u8 = 8;

/// Groups of pushed facts: all of them have a bit of a word.
const PUSHED: u8 = 64 - FIXED;

impl FactGroup {
    /// The group of the pushed fact of this name. Two names may share one, which makes rules be evaluated that need not
    /// be. The hash is FNV-1a.
    pub fn of_pushed(name: &str) -> Self {
        let hash = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self::Pushed((hash % u64::from(PUSHED)) as u8)
    }

    /// Its place in a set of groups.
    pub(crate) fn bit(self) -> u8 {
        match self {
            Self::Entity => 0,
            Self::Owner => 1,
            Self::Related => 2,
            Self::Measures => 3,
            Self::Survey => 4,
            Self::Levels => 5,
            Self::Repository => 6,
            Self::Events => 7,
            Self::Pushed(number) => FIXED + number % PUSHED,
        }
    }
}

/// One fact.
#[derive(Debug)]
pub struct FactSpec {
    /// As a rule names it, such as `entity.description`.
    pub name: &'static str,
    /// The type of its value.
    pub fact_type: FactType,
    /// What has to change for it to change.
    pub group: FactGroup,
    /// What it means.
    pub description: &'static str,
    /// Who can supply it, and how; said where a rule cannot be judged without it.
    pub supplied_by: &'static str,
    /// A rule's expression that reads it.
    pub example: &'static str,
    pub(crate) read: for<'a> fn(&Asked<'a>) -> FactValue<'a>,
}

/// What a fact is read from.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) facts: &'a Facts<'a>,
    /// Of the scorecards that were evaluated before.
    pub(crate) levels: &'a Levels,
}
