//! Writes down what came to be otherwise from one snapshot to the next.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::compare::{About, compare};
use super::current::{Current, changed};
use super::kept::{Kept, Since, pack, unpack};
use crate::background::aside;
use crate::follow::FollowError;
use crate::live::Live;
use crate::store::{OutcomeHead, OutcomeRow, Store, StoreError, TransitionRow};

/// Entities that one transaction is about.
const BATCH: usize = 500;

/// What a look at a snapshot came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// All that is new is written down: so many transitions.
    Written(usize),
    /// A later revision is written down already.
    Behind,
    /// Somebody else wrote meanwhile; the next look begins anew with what is written.
    Overtaken,
}

/// Follows snapshots and writes down what scorecards say otherwise than before. For one process at a time; more do no
/// harm, since who was overtaken writes nothing.
pub struct Recorder {
    store: Store,
    /// Up to where it is written down, as of the last look.
    head: OutcomeHead,
    /// What was looked at last; none before the first look, which compares with the store.
    last: Option<Last>,
}

struct Last {
    live: Arc<Live>,
    today: String,
    settled: bool,
}

/// A look that is under way.
struct Look<'a> {
    current: Current<'a>,
    seen: Since,
    settled: bool,
}

/// What is to be written of some entities.
#[derive(Default)]
struct Batch {
    outcomes: Vec<OutcomeRow>,
    transitions: Vec<TransitionRow>,
}

impl Recorder {
    /// Goes on from what the store has.
    pub fn new(store: Store) -> Self {
        Self { store, head: OutcomeHead::default(), last: None }
    }

    /// Writes down what `live` has otherwise than the snapshot before, or than the store if there
    /// was none, or if time passed to another day (`today`), on which other rules count. Until things are `settled`, what
    /// was judged before and cannot be now is left as it was.
    ///
    /// # Errors
    /// If the store fails; what is written stays, and the next look goes on.
    pub async fn look(&mut self, live: Arc<Live>, today: &str, settled: bool) -> Result<Looked, FollowError> {
        self.look_as_of(live, today, settled, None).await
    }

    /// The same for a state of the past, which was seen at that time, in milliseconds since the Unix epoch.
    ///
    /// # Errors
    /// As [`look`](Self::look).
    pub(in crate::health) async fn look_back(
        &mut self,
        live: Arc<Live>,
        today: &str,
        at: i64,
    ) -> Result<Looked, FollowError> {
        self.look_as_of(live, today, true, Some(at)).await
    }

    async fn look_as_of(
        &mut self,
        live: Arc<Live>,
        today: &str,
        settled: bool,
        at: Option<i64>,
    ) -> Result<Looked, FollowError> {
        let goes_on = self.last.as_ref().is_some_and(|last| {
            last.live.epoch() == live.epoch()
                && std::ptr::eq(&**last.live.engine(), &**live.engine())
                && last.settled == settled
                && !begins_between(&live, &last.today, today)
        });
        let uids = match &self.last {
            Some(last) if goes_on && Arc::ptr_eq(&last.live, &live) => return Ok(Looked::Written(0)),
            Some(last) if goes_on => {
                let (before, after) = (Arc::clone(&last.live), Arc::clone(&live));
                Some(aside(move || changed(&before, &after)).await?)
            }
            _ => None,
        };
        let looked = if uids.as_ref().is_some_and(HashSet::is_empty) {
            Looked::Written(0)
        } else {
            self.write_down(&live, (today, settled, at), uids).await?
        };
        match looked {
            Looked::Written(_) => self.last = Some(Last { live, today: today.to_owned(), settled }),
            Looked::Behind => {}
            Looked::Overtaken => self.last = None,
        }
        Ok(looked)
    }

    async fn write_down(
        &mut self,
        live: &Live,
        (today, settled, at): (&str, bool, Option<i64>),
        uids: Option<HashSet<Arc<str>>>,
    ) -> Result<Looked, FollowError> {
        let mut tx = self.store.read().await?;
        if self.last.is_none() {
            self.head = tx.outcome_head().await?;
        }
        let at = match at {
            Some(at) => at,
            None => tx.now_ms().await?,
        };
        drop(tx);
        let Some(to) = self.next(live.revision()) else { return Ok(Looked::Behind) };
        let look = Look { current: Current::new(live, today), seen: Since { head: to, at }, settled };
        match uids {
            Some(uids) => self.look_at(&look, &uids.iter().map(|uid| &**uid).collect::<Vec<_>>()).await,
            None => self.look_at_all(&look).await,
        }
    }

    /// What is seen in a snapshot of `revision` is of that revision, or of a later moment if it was looked at before; none
    /// if it lags.
    fn next(&self, revision: u64) -> Option<OutcomeHead> {
        let is_seen = self.last.as_ref().is_some_and(|last| last.live.revision() == revision);
        match self.head {
            OutcomeHead { revision: written, .. } if written > revision => None,
            OutcomeHead { revision: written, step } if written == revision => {
                Some(OutcomeHead { revision, step: step + 1 })
            }
            _ => Some(OutcomeHead { revision, step: is_seen.into() }),
        }
    }

    async fn look_at(&mut self, look: &Look<'_>, uids: &[&str]) -> Result<Looked, FollowError> {
        let mut written = 0;
        for uids in uids.chunks(BATCH) {
            let rows = self.store.read().await?.outcomes_of(uids).await?;
            match self.write(look.seen.head, look.compare(uids, rows)?).await? {
                Some(transitions) => written += transitions,
                None => return Ok(Looked::Overtaken),
            }
        }
        Ok(Looked::Written(written))
    }

    /// First everything that the store knows, then what it does not know yet.
    async fn look_at_all(&mut self, look: &Look<'_>) -> Result<Looked, FollowError> {
        let mut new: HashSet<Arc<str>> = look.current.uids().cloned().collect();
        let (mut after, mut written) = (String::new(), 0);
        loop {
            let mut tx = self.store.read().await?;
            let Some(until) = tx.outcomes_until(&after, BATCH as u32).await? else { break };
            let rows = tx.outcomes_between(&after, &until).await?;
            drop(tx);
            let known: HashSet<&str> = rows.iter().map(|row| row.uid.as_str()).collect();
            let uids: Vec<String> = known.into_iter().map(str::to_owned).collect();
            for uid in &uids {
                new.remove(uid.as_str());
            }
            let uids: Vec<&str> = uids.iter().map(String::as_str).collect();
            match self.write(look.seen.head, look.compare(&uids, rows)?).await? {
                Some(transitions) => written += transitions,
                None => return Ok(Looked::Overtaken),
            }
            after = until;
        }
        match self.look_at(look, &new.iter().map(|uid| &**uid).collect::<Vec<_>>()).await? {
            Looked::Written(transitions) => Ok(Looked::Written(written + transitions)),
            other => Ok(other),
        }
    }

    /// Answers how many transitions were written; none if somebody else wrote since.
    async fn write(&mut self, to: OutcomeHead, batch: Batch) -> Result<Option<usize>, StoreError> {
        if batch.outcomes.is_empty() {
            return Ok(Some(0));
        }
        let mut tx = self.store.write().await?;
        if !tx.move_outcome_head(self.head, to).await? {
            return Ok(None);
        }
        tx.put_transitions(&batch.transitions).await?;
        tx.put_outcomes(&batch.outcomes).await?;
        tx.commit().await?;
        self.head = to;
        Ok(Some(batch.transitions.len()))
    }
}

/// Whether a rule counts on one day that did not on the other: levels may be others though no outcome is.
fn begins_between(live: &Live, before: &str, today: &str) -> bool {
    let begins = |from: &str| (from > before) != (from > today);
    let mut rules = live.engine().definitions().flat_map(|definition| &definition.rules);
    rules.any(|rule| rule.effective_from.as_deref().is_some_and(begins))
}

impl Look<'_> {
    /// What is to be written of these entities, of which `rows` are written.
    fn compare(&self, uids: &[&str], rows: Vec<OutcomeRow>) -> Result<Batch, StoreError> {
        let mut written: BTreeMap<(String, String), (String, Option<i64>)> = BTreeMap::new();
        for OutcomeRow { uid, scorecard, packed, gone_at } in rows {
            written.insert((uid, scorecard), (packed, gone_at));
        }
        let mut batch = Batch::default();
        for &uid in uids {
            for (scorecard, said) in self.current.of(uid) {
                let known = written.remove(&(uid.to_owned(), scorecard.to_owned()));
                let (kept, was_gone) = match &known {
                    Some((packed, gone_at)) => (unpack(packed)?, gone_at.is_some()),
                    None => (Kept::new(), false),
                };
                let about = About { uid, scorecard, seen: self.seen, settled: self.settled };
                let (next, transitions) = compare(about, &kept, &said);
                if was_gone || next != kept {
                    let (uid, scorecard) = (uid.to_owned(), scorecard.to_owned());
                    batch.outcomes.push(OutcomeRow { uid, scorecard, packed: pack(&next), gone_at: None });
                    batch.transitions.extend(transitions);
                }
            }
        }
        // What is left is of entities that are gone, or of scorecards that are not about them any more.
        let gone = written.into_iter().filter(|(_, (_, gone_at))| gone_at.is_none());
        batch.outcomes.extend(gone.map(|((uid, scorecard), (packed, _))| OutcomeRow {
            uid,
            scorecard,
            packed,
            gone_at: Some(self.seen.at),
        }));
        Ok(batch)
    }
}
