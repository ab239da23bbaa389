//! What a scorecard said of an entity at moments of the past, from what it last said and from what came to be otherwise.

use std::collections::BTreeMap;

use catalog_schema::wire::Outcome;

use super::current::word;
use super::kept::{Kept, unpack};
use crate::store::{OutcomeRow, StoreError, TransitionRow};

/// One scorecard and one entity.
pub(in crate::health) struct History<'a> {
    /// What it last said.
    kept: Kept,
    /// Since when it says nothing of the entity any more.
    gone_at: Option<i64>,
    /// By rule, the oldest first.
    transitions: BTreeMap<&'a str, Vec<&'a TransitionRow>>,
}

impl<'a> History<'a> {
    /// Reads what is written down of both; of the transitions, those after the first moment that is asked for will do, in
    /// their order.
    ///
    /// # Errors
    /// If what is written down cannot be read.
    pub(in crate::health) fn of(
        row: &OutcomeRow,
        transitions: impl Iterator<Item = &'a TransitionRow>,
    ) -> Result<Self, StoreError> {
        let mut by_rule: BTreeMap<&str, Vec<&TransitionRow>> = BTreeMap::new();
        for transition in transitions {
            by_rule.entry(&transition.rule).or_default().push(transition);
        }
        Ok(Self { kept: unpack(&row.packed)?, gone_at: row.gone_at, transitions: by_rule })
    }

    /// What a rule came to at a moment, in milliseconds since the Unix epoch; none where it did not apply, or nobody had
    /// looked yet.
    ///
    /// It goes back from what the rule stands at: what it was before the first transition after the moment is what it was
    /// then. Where there is none, it stood then as it stands, if it was seen by then.
    pub(in crate::health) fn at(&self, rule: &str, moment: i64) -> Option<Outcome> {
        let later = self.transitions.get(rule).and_then(|told| told.iter().find(|transition| transition.at > moment));
        if let Some(transition) = later {
            return outcome(transition.was.as_deref()?);
        }
        if self.gone_at.is_some_and(|gone| gone <= moment) {
            return None;
        }
        let standing = self.kept.get(rule).filter(|standing| standing.since.at <= moment)?;
        outcome(standing.value.as_deref()?)
    }
}

/// The reverse of [`word`].
fn outcome(text: &str) -> Option<Outcome> {
    [Outcome::Pass, Outcome::Fail, Outcome::Unknown, Outcome::Exempt].into_iter().find(|known| word(*known) == text)
}
