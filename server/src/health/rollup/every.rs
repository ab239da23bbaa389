//! All that is to be mended, page by page.

use std::cmp::Reverse;
use std::collections::VecDeque;
use std::sync::Arc;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{FixQuery, NextFix, Problem};

use super::fixes::{after, asked};
use crate::graph::{GraphView, Measured};
use crate::health::overall::find;
use crate::insights::Survey;
use crate::live::{Live, SlotBitmap};

/// How many are found in one pass over what fails; in tests few, so that there are several passes.
const PASS: usize = if cfg!(test) { 10 } else { 20_000 };
/// How many are told at once.
const PAGE: usize = 1_000;

/// Fixes of one snapshot, the most useful first. A page takes a pass over what fails, or what is left of the one before.
struct EveryFix {
    live: Arc<Live>,
    survey: Arc<Survey>,
    among: SlotBitmap,
    scorecard: Option<String>,
    day: String,
    /// Where the last one stands: by what it is worth, the entity, the scorecard and the rule.
    last: Option<(u64, EntityRef, String, String)>,
    /// Found and not told yet.
    ready: VecDeque<NextFix>,
    is_done: bool,
}

/// All that [`next_fixes`](super::next_fixes) has the first of.
///
/// # Errors
/// The same, but for the limit.
pub(crate) fn every_fix(
    live: Arc<Live>,
    survey: Arc<Survey>,
    query: &FixQuery,
    day: &str,
) -> Result<impl Iterator<Item = Vec<NextFix>> + Send + use<>, Problem> {
    let scorecard = query.scorecard.as_deref().map(|name| find(live.engine(), name)).transpose()?;
    let scorecard = scorecard.map(|definition| definition.name.clone());
    let among = asked(&live, query)?;
    let (day, ready) = (day.to_owned(), VecDeque::new());
    Ok(EveryFix { live, survey, among, scorecard, day, last: None, ready, is_done: false })
}

impl EveryFix {
    fn pass(&mut self) {
        let (live, seen) = (&*self.live, Measured::new(&self.live, &self.survey.measures));
        let scorecard = self.scorecard.as_deref().and_then(|name| find(live.engine(), name).ok());
        let last = self.last.as_ref();
        let last =
            last.map(|(worth, entity_ref, name, rule)| (Reverse(*worth), entity_ref, name.as_str(), rule.as_str()));
        let (found, _) = after(seen, &self.among, scorecard, &self.day, (PASS, last));
        self.is_done = found.len() < PASS;
        self.ready.extend(found.iter().map(|fix| fix.to_wire(live)));
        let last = found.last().map(|fix| {
            let entity_ref = live.graph().entity_ref(fix.slot).clone();
            (fix.worth(), entity_ref, fix.definition.name.clone(), fix.rule.id.clone())
        });
        self.last = last;
    }
}

impl Iterator for EveryFix {
    type Item = Vec<NextFix>;

    fn next(&mut self) -> Option<Vec<NextFix>> {
        if self.ready.is_empty() && !self.is_done {
            self.pass();
        }
        let page: Vec<NextFix> = self.ready.drain(..PAGE.min(self.ready.len())).collect();
        (!page.is_empty()).then_some(page)
    }
}
