//! The sums of a snapshot from those of the one before.

use std::collections::HashMap;
use std::sync::Arc;

use scorecards::ScorecardDefinition;

use super::kept::count;
use super::share::{Places, Share};
use super::{ScorecardSums, Sums};
use crate::graph::Slot;
use crate::health::reading::Reading;
use crate::live::{Live, Row, SlotBitmap};

/// A scorecard that both snapshots are judged by.
struct Followed<'a> {
    place: usize,
    definition: &'a ScorecardDefinition,
    sums: Arc<ScorecardSums>,
    /// The verdicts of the snapshot before, and of this one.
    readings: [Reading; 2],
    /// What an entity came to, and what it comes to.
    shares: [Share; 2],
}

impl Sums {
    /// The sums of `live`, given that these are of `before`, as of a day (`2026-12-01`, UTC). Scorecards that are others than
    /// before, or of which other rules count, are counted anew.
    pub(crate) fn after(&self, before: &Live, live: &Live, day: &str) -> Self {
        let mut followed = self.followed(before, live, day);
        let is_followed = |place: usize| followed.iter().any(|known| known.place == place);
        let anew: Vec<Option<&ScorecardDefinition>> = live
            .engine()
            .definitions()
            .enumerate()
            .map(|(place, definition)| (!definition.is_draft && !is_followed(place)).then_some(definition))
            .collect();
        let mut sums = Self(count(live, &anew, day));
        if !followed.is_empty() {
            for number in touched(before, live) {
                let slot = Slot::of(number);
                let rows = [(before, before.row(slot)), (live, live.row(slot))];
                let [was, is] = rows.map(|(live, row)| row.map(|row| (row, Places::of(live, row))));
                if !is_the_same(was, is) {
                    followed.iter_mut().for_each(|followed| followed.change(was, is, day));
                }
            }
        }
        for Followed { place, sums: followed, .. } in followed {
            if let Some(known) = sums.0.get_mut(place) {
                *known = Some(followed);
            }
        }
        sums
    }

    /// The scorecards that both snapshots are judged by, with the sums so far.
    fn followed<'a>(&self, before: &Live, live: &'a Live, day: &str) -> Vec<Followed<'a>> {
        let old: HashMap<&str, (&ScorecardDefinition, &Arc<ScorecardSums>)> = before
            .engine()
            .definitions()
            .zip(&self.0)
            .filter_map(|(definition, sums)| Some((definition.name.as_str(), (definition, sums.as_ref()?))))
            .collect();
        let is_same = |known: &&(&ScorecardDefinition, &Arc<ScorecardSums>), now: &ScorecardDefinition| {
            (Arc::ptr_eq(before.engine(), live.engine()) || known.0 == now) && known.1.is_as_of(now, day)
        };
        let follow = |(place, definition): (usize, &'a ScorecardDefinition)| {
            let (_, sums) = old.get(definition.name.as_str()).filter(|known| is_same(known, definition))?;
            Some(Followed {
                place,
                definition,
                sums: Arc::clone(sums),
                readings: [before, live].map(|live| Reading::new(live, definition)),
                shares: [Share::new(definition), Share::new(definition)],
            })
        };
        live.engine().definitions().enumerate().filter_map(follow).collect()
    }
}

impl Followed<'_> {
    /// Takes over what an entity comes to instead of what it came to.
    fn change(&mut self, was: Option<(&Row, Places)>, is: Option<(&Row, Places)>, day: &str) {
        let [old, new] = &mut self.shares;
        let [before, now] = &self.readings;
        let (old, new) = (old.read(was, before, self.definition, day), new.read(is, now, self.definition, day));
        if old.is_the_same(new) {
            return;
        }
        let sums = Arc::make_mut(&mut self.sums);
        if old.is_some() {
            sums.remove(old);
        }
        if new.is_some() {
            sums.add(new);
        }
    }
}

/// The entities that may come to something else, or be in other groups: those whose rows may be others, and what inherits
/// from others than before.
fn touched(before: &Live, live: &Live) -> SlotBitmap {
    let rows = live.rows_not_shared(before).chain(before.rows_not_shared(live));
    let mut touched: SlotBitmap = rows.map(Slot::number).collect();
    touched |= live.inheriting_otherwise(before);
    touched
}

fn is_the_same(was: Option<(&Row, Places)>, is: Option<(&Row, Places)>) -> bool {
    match (was, is) {
        (Some((old, were)), Some((new, are))) => were == are && old.is_judged_as(new),
        (None, None) => true,
        _ => false,
    }
}
