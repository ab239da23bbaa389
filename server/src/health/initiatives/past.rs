//! How far everybody was on days of the past.
//!
//! Days are counted from transitions, not from the daily sums of scorecards: an initiative asks some entities for some rules,
//! and sums tell neither whom of its own it was that failed nor who failed two of its rules at once. Whom it asks, and whose
//! they are, is what it is when a day is written down; who was not judged yet on a day is not counted on it.

use std::collections::{BTreeMap, HashMap};

use catalog_schema::wire::{InitiativeCounts, RollupBy};
use scorecards::Reached;

use super::board::{Board, Boards};
use super::key::Key;
use super::standing::{count, standing};
use crate::graph::GraphView;
use crate::health::rollup::group_key;
use crate::health::transitions::History;
use crate::live::Live;
use crate::store::{InitiativeDayRow, StoreError};

/// What entities are grouped by in what is written down. The tree is written besides the teams, so that a page reads one row
/// a day.
const GROUPED: [RollupBy; 3] = [RollupBy::Organisation, RollupBy::Team, RollupBy::Tree];

/// A day, and the moment at which it begins, in milliseconds since the Unix epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Begun {
    pub(super) day: String,
    pub(super) at: i64,
}

/// What one initiative came to on some days, gathered entity by entity.
#[derive(Default)]
pub(super) struct Tally {
    /// The places of groups among the counts.
    groups: HashMap<(RollupBy, Option<String>), usize>,
    /// By group and day.
    counts: Vec<Vec<InitiativeCounts>>,
}

/// What an initiative asks of whom, ready to be put to histories.
pub(super) struct Asking<'a> {
    live: &'a Live,
    board: &'a Board,
    /// By scorecard, the rules that are asked for: each with the first day on which it is, where it has one.
    rules: BTreeMap<&'a str, Vec<(&'a str, Option<&'a str>)>>,
}

impl<'a> Asking<'a> {
    pub(super) fn new(boards: &'a Boards, board: &'a Board) -> Self {
        let live = &**boards.live();
        let mut rules: BTreeMap<&str, Vec<(&str, Option<&str>)>> = BTreeMap::new();
        for asked in board.asked(live) {
            let from = asked.rule.effective_from.as_deref().filter(|_| !asked.by_name);
            rules.entry(&asked.scorecard.name).or_default().push((&asked.rule.id, from));
        }
        Self { live, board, rules }
    }

    /// Counts an entity on each of the days, by what is written down of it, by scorecard. Nothing is counted of one of which
    /// nothing is asked today.
    pub(super) fn add(&self, tally: &mut Tally, days: &[Begun], uid: &str, histories: &BTreeMap<&str, History<'_>>) {
        let record = self.live.get_by_uid(uid);
        let slot = record.and_then(|record| self.live.graph().find(record.entity_ref.as_str()));
        let Some(slot) = slot.filter(|slot| self.board.standings.at(slot.number()).is_some()) else { return };
        let Some(row) = self.live.row(slot) else { return };
        let groups: Vec<usize> = GROUPED
            .into_iter()
            .flat_map(|by| Key::of(self.live, row, by).texts(self.live, by).into_iter().map(move |text| (by, text)))
            .map(|group| tally.place(group, days.len()))
            .collect();
        for (place, begun) in days.iter().enumerate() {
            let Some(reached) = self.reached(histories, begun) else { continue };
            for &group in &groups {
                if let Some(counts) = tally.counts.get_mut(group).and_then(|days| days.get_mut(place)) {
                    count(counts, standing(reached));
                }
            }
        }
    }

    /// How far it was when a day began; none where nothing was asked of it.
    fn reached(&self, histories: &BTreeMap<&str, History<'_>>, begun: &Begun) -> Option<Reached> {
        let asked = self.rules.iter().flat_map(|(scorecard, rules)| rules.iter().map(move |rule| (*scorecard, *rule)));
        let counting = asked.filter(|(_, (_, from))| from.is_none_or(|from| from <= begun.day.as_str()));
        Reached::of(counting.filter_map(|(scorecard, (rule, _))| histories.get(scorecard)?.at(rule, begun.at)))
    }

    /// Whether it reads what a scorecard said.
    pub(super) fn reads(&self, scorecard: &str) -> bool {
        self.rules.contains_key(scorecard)
    }
}

impl Tally {
    /// The place of a group, which is made where there is none.
    fn place(&mut self, group: (RollupBy, Option<String>), days: usize) -> usize {
        let next = self.counts.len();
        let place = *self.groups.entry(group).or_insert(next);
        if place == next {
            self.counts.push(vec![InitiativeCounts::default(); days]);
        }
        place
    }

    /// What there is to be written down of an initiative; nothing of a group on a day on which nothing was asked of it.
    ///
    /// # Errors
    /// None that numbers can have: they always have a JSON form.
    pub(super) fn rows(&self, initiative: &str, days: &[Begun]) -> Result<Vec<InitiativeDayRow>, StoreError> {
        let mut rows = Vec::new();
        for ((by, group), &place) in &self.groups {
            let counts = self.counts.get(place).into_iter().flatten().zip(days);
            for (counts, begun) in counts.filter(|(counts, _)| counts.entities > 0) {
                let counts = serde_json::to_string(counts).map_err(|error| StoreError::Corrupt {
                    what: "counts of an initiative",
                    detail: error.to_string(),
                })?;
                rows.push(InitiativeDayRow {
                    initiative: initiative.to_owned(),
                    day: begun.day.clone(),
                    grouped: by.as_str().to_owned(),
                    part: group_key(group.as_deref()),
                    counts,
                });
            }
        }
        Ok(rows)
    }
}
