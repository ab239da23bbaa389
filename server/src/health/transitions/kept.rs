//! What is written down of one scorecard and one entity, as a row of the store packs it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::store::{OutcomeHead, StoreError};

/// What the level of a scorecard stands under, beside its rules.
pub(super) const LEVEL: &str = "";

/// When something was first seen to be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Since {
    pub(super) head: OutcomeHead,
    /// Milliseconds since the Unix epoch.
    pub(super) at: i64,
}

impl Since {
    /// The revision that made it so; none where it came about without one.
    pub(super) fn revision(&self) -> Option<u64> {
        (self.head.step == 0).then_some(self.head.revision)
    }
}

/// What a rule, or the level, stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// An outcome, or a level's name; none where no level is reached.
    pub(super) value: Option<String>,
    pub(super) since: Since,
    /// It is what was seen first: there is no transition to it yet.
    pub(super) is_first: bool,
}

/// By rule, and the level under [`LEVEL`].
pub(super) type Kept = BTreeMap<String, Standing>;

/// Those that are so since the same moment, as JSON has them: revision, step, milliseconds, whether it is what was seen
/// first, and what each stands at. Most rules of an entity share one moment.
type Group<'a> = (u64, u64, i64, bool, Values<'a>);

/// What each stands at.
type Values<'a> = BTreeMap<Cow<'a, str>, Option<Cow<'a, str>>>;

pub(super) fn pack(kept: &Kept) -> String {
    let mut groups: BTreeMap<(Since, bool), Values<'_>> = BTreeMap::new();
    for (name, Standing { value, since, is_first }) in kept {
        let group = groups.entry((*since, *is_first)).or_default();
        group.insert(name.into(), value.as_deref().map(Cow::Borrowed));
    }
    let groups: Vec<Group<'_>> = groups
        .into_iter()
        .map(|((Since { head, at }, is_first), group)| (head.revision, head.step, at, is_first, group))
        .collect();
    // Texts and numbers always have a JSON form.
    serde_json::to_string(&groups).unwrap_or_default()
}

/// The reverse of [`pack`].
///
/// # Errors
/// If something else was packed.
pub(super) fn unpack(packed: &str) -> Result<Kept, StoreError> {
    let corrupt =
        |error: serde_json::Error| StoreError::Corrupt { what: "result of a scorecard", detail: error.to_string() };
    let groups: Vec<Group<'_>> = serde_json::from_str(packed).map_err(corrupt)?;
    let mut kept = Kept::new();
    for (revision, step, at, is_first, group) in groups {
        let since = Since { head: OutcomeHead { revision, step }, at };
        for (name, value) in group {
            kept.insert(name.into_owned(), Standing { value: value.map(Cow::into_owned), since, is_first });
        }
    }
    Ok(kept)
}
