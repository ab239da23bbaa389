//! The whole catalog by two versions of a scorecard.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

use scorecards::{Engine, FactGroup, FactGroups, Facts, Judge, Judged, Past, PastRules, ScorecardDefinition};

use super::compare::{Stand, Versions};
use super::stop::{Stop, Stopped};
use super::sums::Sums;
use crate::graph::Slot;
use crate::health::around::Ground;
use crate::health::kept::Kept;
use crate::health::reading::Reading;
use crate::insights::Survey;
use crate::live::Live;

/// Entities that are judged between two looks at whether to go on.
const BETWEEN: usize = 64;

/// The catalog with an engine that is not its own.
pub(super) struct Trial<'a> {
    /// The snapshot with the engine to try. Its results are those of its own.
    next: &'a Live,
    survey: &'a Survey,
    /// Milliseconds since the Unix epoch.
    now: i64,
    day: &'a str,
    versions: &'a Versions<'a>,
    /// The scorecard's place in the engine.
    place: usize,
    kept: Kept<'a>,
    /// What the snapshot keeps of the earlier version.
    reading: Option<Reading>,
    /// Every scorecard of the engine, by its place, as a change of itself; empty where none reads levels of another.
    same: Vec<Versions<'a>>,
}

impl<'a> Trial<'a> {
    /// `next` is `live` with the engine to try.
    pub(super) fn new(
        (live, next): (&'a Live, &'a Live),
        survey: &'a Survey,
        versions: &'a Versions<'a>,
        (now, day): (i64, &'a str),
    ) -> Self {
        let definitions: Vec<&ScorecardDefinition> = next.engine().definitions().collect();
        let reads_levels = next.engine().groups().contains(&FactGroup::Levels);
        let place = definitions.iter().position(|known| known.name == versions.after.name).unwrap_or(usize::MAX);
        Self {
            next,
            survey,
            now,
            day,
            versions,
            place,
            kept: Kept::new(next, live.engine()),
            reading: versions.before.map(|before| Reading::new(live, before)),
            same: definitions
                .into_iter()
                .filter(|_| reads_levels)
                .map(|known| Versions::new(Some(known), known, day))
                .collect(),
        }
    }

    /// Judges everything on half of the cores: the other half goes on answering.
    pub(super) fn judge(&self, stop: &Stop) -> Result<Sums, Stopped> {
        let slots: Vec<Slot> = self.next.rows().map(|(slot, _)| slot).collect();
        let judge = self.engine().judge();
        let threads = thread::available_parallelism().map_or(1, |cores| NonZero::get(cores).div_ceil(2));
        let shares = slots.chunks(slots.len().div_ceil(threads).max(1));
        thread::scope(|scope| {
            let judge = &judge;
            let judging: Vec<_> = shares.map(|share| scope.spawn(move || self.share(share, judge, stop))).collect();
            let mut joined =
                judging.into_iter().map(|judging| judging.join().unwrap_or_else(|panic| resume_unwind(panic)));
            joined.try_fold(Sums::new(self.versions), |sums, share| Ok(sums.join(share?)))
        })
    }

    fn engine(&self) -> &Engine {
        self.next.engine()
    }

    fn share(&self, slots: &[Slot], judge: &Judge<'_>, stop: &Stop) -> Result<Sums, Stopped> {
        let ground = Ground::new(self.next, self.survey);
        let mut sums = Sums::new(self.versions);
        stop.judged(0)?;
        for some in slots.chunks(BETWEEN) {
            some.iter().for_each(|&slot| self.one(slot, &ground, judge, &mut sums));
            stop.judged(some.len())?;
        }
        Ok(sums)
    }

    fn one(&self, slot: Slot, ground: &Ground<'_>, judge: &Judge<'_>, sums: &mut Sums) {
        let graph = self.next.graph();
        let (Some(record), Some(row)) = (graph.record(slot), self.next.row(slot)) else { return };
        let Some(entity) = record.entity(graph) else { return };
        let facts = Facts { entity: &entity, around: &ground.place(slot), now: self.now };
        let kept = self.kept.of(row);
        let lost = if kept.has_lost_levels { FactGroup::Levels.into() } else { FactGroups::NONE };
        let judged = judge.of(&facts, Some(lost), &kept.past);
        sums.evaluated += judged.evaluated as u64;

        let mut verdicts = Vec::new();
        let reads = self.reading.as_ref().is_some_and(|reading| reading.read(row, &mut verdicts));
        let before = self.versions.before.filter(|_| reads).map(|before| Stand::by(before, verdicts, self.day));
        let standing = judged.standings.iter().find(|standing| standing.scorecard == self.place);
        // As counts have it: a scorecard of which no rule applies says nothing.
        let standing = standing.filter(|standing| !standing.rules.is_empty());
        let after = standing.map(|standing| Stand::of(standing, self.versions.after.rules.len()));
        let change = self.versions.change(slot, before.as_ref(), after.as_ref());
        let owner = self.next.effective_owner(row);
        sums.add(self.versions, owner, (before.as_ref(), after.as_ref()), change, self.day);
        self.others(slot, &kept.past, &judged, sums);
    }

    /// What other scorecards come to, which read levels of this one.
    fn others(&self, slot: Slot, past: &[Past<'_>], judged: &Judged, sums: &mut Sums) {
        let mut standings = judged.standings.iter().peekable();
        for (place, (past, same)) in past.iter().zip(&self.same).enumerate() {
            let standing = standings.next_if(|standing| standing.scorecard == place);
            if place == self.place {
                continue;
            }
            let has = standing.map(|standing| Stand::of(standing, same.after.rules.len()));
            let had = match &past.rules {
                PastRules::Applied(verdicts) => Some(Stand::by(same.after, verdicts.clone(), self.day)),
                // Nothing is kept of it, and so nothing can be told.
                PastRules::Unknown => continue,
                PastRules::NotApplied => None,
            };
            if let Some(change) = same.change(slot, had.as_ref(), has.as_ref()) {
                sums.others.entry(place).or_default().add(change.moved);
            }
        }
    }
}
