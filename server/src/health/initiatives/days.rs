//! Writes down what initiatives come to on each day since they started.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use scorecards::{Engine, Phase};
use tokio::task::spawn_blocking;
use tracing::debug;

use super::board::Boards;
use super::past::{Asking, Begun, Tally};
use crate::follow::FollowError;
use crate::health::transitions::History;
use crate::live::{Initiatives, Live};
use crate::portal::MOST_DAYS;
use crate::store::{BATCH, InitiativeHead, OutcomeRow, Store, StoreError, TransitionRow};

/// Keeps the days of initiatives written down, for one process at a time; more do no harm, since what is written of a day
/// stays, and each comes to the same.
///
/// A day is written once it has begun, by the transitions up to then; of an initiative that is new, or asks for something
/// else than before, all days since its first one. So a burn-down is there however late somebody writes an initiative down.
#[derive(Default)]
pub struct DayWriter {
    /// Up to what all is written down, so that a look that finds the same need not ask the store.
    done: Option<Done>,
}

struct Done {
    day: String,
    epoch: String,
    engine: Arc<Engine>,
    initiatives: Arc<Initiatives>,
}

/// The days that an initiative lacks.
struct Lacking {
    head: InitiativeHead,
    days: Vec<Begun>,
}

impl fmt::Debug for DayWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DayWriter").field("day", &self.done.as_ref().map(|done| &done.day)).finish_non_exhaustive()
    }
}

impl DayWriter {
    /// Writes down what is not yet, up to a day (`2026-12-01`, UTC) that has begun; transitions up to its beginning are
    /// written down already.
    ///
    /// # Errors
    /// If the store fails; what is written stays, and the next call goes on.
    pub async fn write(&mut self, store: &Store, live: &Arc<Live>, today: &str) -> Result<(), FollowError> {
        if self.done.as_ref().is_some_and(|done| done.is_of(live, today)) {
            return Ok(());
        }
        if !live.initiatives().is_empty() {
            let (shown, day) = (Arc::clone(live), today.to_owned());
            let boards = Arc::new(spawn_blocking(move || Boards::of(shown, &day, None)).await?);
            let lacking = lacking(&boards, store.read().await?.initiative_heads().await?, today);
            if !lacking.is_empty() {
                fill(store, &boards, lacking).await?;
            }
        }
        self.done = Some(Done {
            day: today.to_owned(),
            epoch: live.epoch().to_owned(),
            engine: Arc::clone(live.engine()),
            initiatives: Arc::clone(live.initiatives()),
        });
        Ok(())
    }
}

impl Done {
    fn is_of(&self, live: &Live, today: &str) -> bool {
        self.day == today
            && self.epoch == live.epoch()
            && Arc::ptr_eq(&self.engine, live.engine())
            && Arc::ptr_eq(&self.initiatives, live.initiatives())
    }
}

/// The published initiatives that lack days up to today, by the names of the initiatives.
fn lacking(boards: &Boards, heads: Vec<InitiativeHead>, today: &str) -> BTreeMap<String, Lacking> {
    let heads: HashMap<String, InitiativeHead> =
        heads.into_iter().map(|head| (head.initiative.clone(), head)).collect();
    let Ok(now) = today.parse::<Date>() else { return BTreeMap::new() };
    let mut lacking = BTreeMap::new();
    for board in boards.iter().filter(|board| board.unknown.is_empty() && board.definition.phase == Phase::Published) {
        let meaning = board.meaning(boards.live());
        let written = heads.get(board.name()).filter(|head| head.meaning == meaning);
        let Ok(first) = board.definition.starts_on.parse::<Date>() else { continue };
        let next = written.and_then(|head| head.day.parse::<Date>().ok()).and_then(|last| last.tomorrow().ok());
        let days = days(next.unwrap_or(first).max(first), now);
        if !days.is_empty() {
            let head = InitiativeHead { initiative: board.name().to_owned(), meaning, day: today.to_owned() };
            lacking.insert(board.name().to_owned(), Lacking { head, days });
        }
    }
    lacking
}

/// The days from one to another, both among them, as far back as days are kept.
fn days(from: Date, to: Date) -> Vec<Begun> {
    let mut days = Vec::new();
    let mut next = Some(to);
    while let Some(day) = next.filter(|day| *day >= from && days.len() < MOST_DAYS as usize) {
        // In UTC every day begins.
        let Ok(begins) = day.to_zoned(TimeZone::UTC) else { break };
        days.push(Begun { day: day.to_string(), at: begins.timestamp().as_millisecond() });
        next = day.yesterday().ok();
    }
    days.reverse();
    days
}

/// Goes once through what is written down of all entities, for all initiatives that lack days.
async fn fill(store: &Store, boards: &Arc<Boards>, lacking: BTreeMap<String, Lacking>) -> Result<(), FollowError> {
    let first = lacking.values().filter_map(|lacking| Some(lacking.days.first()?.at)).min().unwrap_or_default();
    let lacking = Arc::new(lacking);
    let mut tallies: Tallies = lacking.keys().map(|name| (name.clone(), Tally::default())).collect();
    let mut after = String::new();
    loop {
        let mut tx = store.read().await?;
        let Some(until) = tx.outcomes_until(&after, BATCH as u32).await? else { break };
        let outcomes = tx.outcomes_between(&after, &until).await?;
        let transitions = tx.transitions_between((&after, &until), first).await?;
        drop(tx);
        let (boards, lacking) = (Arc::clone(boards), Arc::clone(&lacking));
        tallies = spawn_blocking(move || {
            count(&boards, &lacking, &mut tallies, (&outcomes, &transitions))?;
            Ok::<Tallies, StoreError>(tallies)
        })
        .await??;
        after = until;
    }
    for (name, lacking) in lacking.iter() {
        let rows = tallies.remove(name).unwrap_or_default().rows(name, &lacking.days)?;
        let mut tx = store.write().await?;
        tx.move_initiative_head(&lacking.head).await?;
        tx.put_initiative_days(&rows).await?;
        tx.commit().await?;
        debug!(initiative = name, days = lacking.days.len(), "wrote down the days of an initiative");
    }
    Ok(())
}

/// By the names of initiatives.
type Tallies = BTreeMap<String, Tally>;

/// Counts the entities of a page, which both lists have by uid and scorecard.
fn count(
    boards: &Boards,
    lacking: &BTreeMap<String, Lacking>,
    tallies: &mut Tallies,
    (outcomes, transitions): (&[OutcomeRow], &[TransitionRow]),
) -> Result<(), StoreError> {
    let asking = boards.iter().filter_map(|board| {
        let lacking = lacking.get(board.name())?;
        Some((board.name(), Asking::new(boards, board), &*lacking.days))
    });
    let asking: Vec<_> = asking.collect();
    let mut told: HashMap<(&str, &str), Vec<&TransitionRow>> = HashMap::new();
    for transition in transitions {
        told.entry((&transition.uid, &transition.scorecard)).or_default().push(transition);
    }
    for of_entity in outcomes.chunk_by(|one, other| one.uid == other.uid) {
        let Some(uid) = of_entity.first().map(|row| row.uid.as_str()) else { continue };
        let mut histories: BTreeMap<&str, History<'_>> = BTreeMap::new();
        for row in of_entity.iter().filter(|row| asking.iter().any(|(_, asking, _)| asking.reads(&row.scorecard))) {
            let of_it = told.get(&(uid, row.scorecard.as_str())).into_iter().flatten().copied();
            histories.insert(&row.scorecard, History::of(row, of_it)?);
        }
        for (name, asking, days) in &asking {
            if let Some(tally) = tallies.get_mut(*name) {
                asking.add(tally, days, uid, &histories);
            }
        }
    }
    Ok(())
}
