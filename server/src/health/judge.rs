//! Current results as lists show them: without messages and evidence, which are made anew when someone asks.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

use catalog_schema::model::EntityRef;
use scorecards::{Engine, FactGroup, FactGroups, Facts, Judge};

use super::around::Ground;
use super::kept::Kept;
use super::otherwise::exempt_otherwise;
use crate::graph::{GraphView, Slot};
use crate::insights::Survey;
use crate::live::{Judgement, Live, Shared};

/// Entities that are judged before their results are put into the snapshot, which keeps them in a tenth of the room.
const AT_ONCE: usize = 16_384;

/// Fewer entities are judged sooner than threads are there to help.
const WORTH_A_THREAD: usize = 256;

/// A snapshot whose entities are to be judged, by its own engine.
#[derive(Clone, Copy)]
pub struct Judging<'a> {
    live: &'a Live,
    survey: &'a Survey,
    /// Milliseconds since the Unix epoch.
    now: i64,
    /// What made the results that the snapshot has.
    before: &'a Engine,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Results {
    /// In order of the entities' nodes or references.
    pub of: Vec<(EntityRef, Judgement)>,
    /// How many rules were evaluated, each for one entity.
    pub evaluated: usize,
    /// When time alone may change results, in milliseconds since the Unix epoch.
    pub deadlines: Vec<(i64, EntityRef)>,
}

/// An entity with what is to be found out of it.
type Work = (Slot, Asked);

#[derive(Clone, Copy)]
enum Asked {
    /// Nothing yet but which scorecards apply.
    Later,
    /// What all rules come to.
    All,
    /// What rules come to that read these groups of facts.
    Changed(FactGroups),
}

/// The snapshot with every rule of every entity unknown, until [`judge_all`] had time to find out: that takes much longer
/// than to see which scorecards apply.
pub fn judge_later(live: Live, survey: &Survey, now: i64) -> Live {
    ask_all(live, (survey, now), Asked::Later).0.awaiting_judgement()
}

/// The snapshot with every entity judged by every rule, on all cores, as of `now` and by facts that `survey` has of the
/// whole catalog; and when time alone may change results. Times are in milliseconds since the Unix epoch.
pub fn judge_all(live: Live, survey: &Survey, now: i64) -> (Live, Vec<(i64, EntityRef)>) {
    let (live, deadlines) = ask_all(live, (survey, now), Asked::All);
    (live.judged_at_last(now), deadlines)
}

fn ask_all(mut live: Live, (survey, now): (&Survey, i64), asked: Asked) -> (Live, Vec<(i64, EntityRef)>) {
    let slots: Vec<Slot> = live.rows().map(|(slot, _)| slot).collect();
    let (mut deadlines, mut shared) = (Vec::new(), Shared::default());
    for slots in slots.chunks(AT_ONCE) {
        let judging = Judging::new(&live, survey, now);
        let work: Vec<Work> = slots.iter().map(|&slot| (slot, asked)).collect();
        let results = judging.each(&work, &judging.kept());
        live = live.judged_sharing(&results.of, &mut shared);
        deadlines.extend(results.deadlines);
    }
    (live, deadlines)
}

impl<'a> Judging<'a> {
    /// The entities of `live` as of `now`, by facts that `survey` has of the whole catalog.
    pub fn new(live: &'a Live, survey: &'a Survey, now: i64) -> Self {
        Self { live, survey, now, before: live.engine() }
    }

    /// The results in the snapshot were made by this engine, of which the snapshot's own keeps what it can.
    #[must_use]
    pub fn after(self, before: &'a Engine) -> Self {
        Self { before, ..self }
    }

    /// These entities by the rules that read facts which changed for them; those of whom a scorecard says otherwise whether
    /// they are exempt; and by the scorecards that are others than before, if there are any, every entity.
    pub fn changed(self, changed: &BTreeMap<EntityRef, FactGroups>) -> Results {
        let kept = self.kept();
        let others = exempt_otherwise(self.before, self.live.engine());
        let with_others: BTreeMap<EntityRef, FactGroups>;
        let changed = match others.is_empty() {
            true => changed,
            false => {
                let others = others.into_iter().map(|entity_ref| (entity_ref, FactGroups::NONE));
                with_others = others.chain(changed.iter().map(|(of, groups)| (of.clone(), *groups))).collect();
                &with_others
            }
        };
        let find = |entity_ref: &EntityRef| self.live.graph().find(entity_ref.as_str());
        if kept.is_of_the_same(self.before) {
            let work =
                changed.iter().filter_map(|(entity_ref, groups)| Some((find(entity_ref)?, Asked::Changed(*groups))));
            return self.each(&work.collect::<Vec<_>>(), &kept);
        }
        let groups: BTreeMap<Slot, FactGroups> =
            changed.iter().filter_map(|(entity_ref, groups)| Some((find(entity_ref)?, *groups))).collect();
        let work =
            self.live.rows().map(|(slot, _)| (slot, Asked::Changed(groups.get(&slot).copied().unwrap_or_default())));
        self.each(&work.collect::<Vec<_>>(), &kept)
    }

    fn kept(self) -> Kept<'a> {
        Kept::new(self.live, self.before)
    }

    fn each(self, work: &[Work], kept: &Kept<'a>) -> Results {
        let judge = self.live.engine().judge();
        if work.len() < WORTH_A_THREAD {
            return self.share(work, kept, &judge);
        }
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let shares = work.chunks(work.len().div_ceil(threads));
        thread::scope(|scope| {
            let judge = &judge;
            let judging: Vec<_> = shares.map(|share| scope.spawn(move || self.share(share, kept, judge))).collect();
            let joined = judging.into_iter().map(|judging| judging.join().unwrap_or_else(|panic| resume_unwind(panic)));
            joined.fold(Results::default(), Results::and)
        })
    }

    fn share(self, work: &[Work], kept: &Kept<'a>, judge: &Judge<'_>) -> Results {
        let ground = Ground::new(self.live, self.survey);
        let mut results = Results { of: Vec::with_capacity(work.len()), ..Results::default() };
        for &(slot, asked) in work {
            let graph = self.live.graph();
            let (Some(record), Some(row)) = (graph.record(slot), self.live.row(slot)) else { continue };
            let Some(entity) = record.entity(graph) else { continue };
            let facts = Facts { entity: &entity, around: &ground.place(slot), now: self.now };
            let judged = match asked {
                Asked::Later => judge.later(&facts),
                Asked::All => judge.of(&facts, None, &[]),
                Asked::Changed(groups) => {
                    let before = kept.of(row);
                    let lost = if before.has_lost_levels { FactGroup::Levels.into() } else { FactGroups::NONE };
                    judge.of(&facts, Some(groups.and(lost)), &before.past)
                }
            };
            results.evaluated += judged.evaluated;
            results.deadlines.extend(judged.deadline.map(|deadline| (deadline, record.entity_ref.clone())));
            results.of.push((record.entity_ref.clone(), kept.judgement(&judged)));
        }
        results
    }
}

impl Results {
    fn and(mut self, other: Self) -> Self {
        self.of.extend(other.of);
        self.deadlines.extend(other.deadlines);
        self.evaluated += other.evaluated;
        self
    }
}
