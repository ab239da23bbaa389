//! A batch of facts, from who pushes it into the store.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use catalog_schema::wire::{FactBatch, FactsPushed, Problem};
use serde_json::json;
use tokio::sync::watch;

use super::check::{Sound, check};
use super::problems::{invalid_facts, too_many};
use crate::clock::Clock;
use crate::follow::LiveCell;
use crate::portal::unavailable;
use crate::store::{AuditRow, FactRow, Store, StoreError};

/// Facts of a batch.
const MOST: usize = 1_000;

/// Where facts come in. Cheap to clone.
#[derive(Clone, Debug)]
pub struct FactIntake {
    store: Store,
    cell: Arc<LiveCell>,
    /// Tells followers of the log that there is something new; only a hint, they also look by themselves.
    hint: watch::Sender<u64>,
    clock: Clock,
}

/// What a batch comes to next to what is known.
struct Weighed {
    write: Vec<Sound>,
    unchanged: u32,
    stale: u32,
}

impl FactIntake {
    /// Facts of the catalog that `cell` shows, for `store`.
    pub fn new(store: Store, cell: Arc<LiveCell>, hint: watch::Sender<u64>, clock: Clock) -> Self {
        Self { store, cell, hint, clock }
    }

    /// Takes in a batch that `source` pushed, all of it or nothing. A fact that is known as it is, and one of which
    /// something later is known, change nothing; where nothing changes, no revision is taken.
    ///
    /// # Errors
    /// 422 `too_many_facts` or `invalid_facts`; 503 where the store does not answer.
    pub async fn take(&self, source: &str, batch: FactBatch) -> Result<FactsPushed, Problem> {
        if batch.facts.len() > MOST {
            return Err(too_many(batch.facts.len(), MOST));
        }
        let now = self.clock.now();
        let sound = check(&self.cell.load(), batch, now).map_err(invalid_facts)?;
        let pushed = self.write(source, sound, now).await.map_err(|error| unavailable(&error))?;
        if pushed.written > 0 {
            self.hint.send_replace(pushed.revision);
        }
        Ok(pushed)
    }

    async fn write(&self, source: &str, sound: Vec<Sound>, now: i64) -> Result<FactsPushed, StoreError> {
        let mut tx = self.store.write().await?;
        // What is known must not become another between the look and the writing.
        tx.lock_head().await?;
        let mut uids: Vec<&str> = sound.iter().map(|fact| &*fact.uid).collect();
        uids.sort_unstable();
        uids.dedup();
        let known = tx.facts_of(&uids).await?;
        let Weighed { write, unchanged, stale } = weigh(&known, sound);
        if write.is_empty() {
            let revision = tx.head().await?.revision;
            return Ok(FactsPushed { revision, written: 0, unchanged, stale });
        }
        let revision = tx.next_revision().await?;
        let row = |fact: Sound| FactRow {
            uid: fact.uid.to_string(),
            name: fact.name,
            value: fact.value,
            at: fact.at,
            received_at: now,
            source: source.to_owned(),
            url: fact.url,
            revision,
        };
        let rows: Vec<FactRow> = write.into_iter().map(row).collect();
        tx.put_facts(&rows).await?;
        let mut names: BTreeMap<&str, u32> = BTreeMap::new();
        rows.iter().for_each(|row| *names.entry(&row.name).or_default() += 1);
        let entry = AuditRow {
            id: uuid::Uuid::now_v7().to_string(),
            at: now,
            actor: source.to_owned(),
            action: "facts".to_owned(),
            subject: names.keys().copied().collect::<Vec<_>>().join(", "),
            detail: json!({ "written": names, "unchanged": unchanged, "stale": stale }),
            revision: Some(revision),
        };
        tx.audit(&[entry]).await?;
        tx.commit().await?;
        let written = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        Ok(FactsPushed { revision, written, unchanged, stale })
    }
}

/// Tells what is new from what is known as it is, and from what something later is known of. Of two of the same moment the
/// one that came last counts.
fn weigh(known: &[FactRow], sound: Vec<Sound>) -> Weighed {
    let known: HashMap<(&str, &str), &FactRow> =
        known.iter().map(|row| ((row.uid.as_str(), row.name.as_str()), row)).collect();
    let mut weighed = Weighed { write: Vec::new(), unchanged: 0, stale: 0 };
    let mut latest: BTreeMap<(Arc<str>, String), Sound> = BTreeMap::new();
    for fact in sound {
        let key = (Arc::clone(&fact.uid), fact.name.clone());
        match latest.get(&key) {
            Some(other) if other.at > fact.at => weighed.stale += 1,
            Some(other) if *other == fact => weighed.unchanged += 1,
            Some(_) => {
                weighed.stale += 1;
                latest.insert(key, fact);
            }
            None => drop(latest.insert(key, fact)),
        }
    }
    for fact in latest.into_values() {
        match known.get(&(&*fact.uid, fact.name.as_str())) {
            Some(row) if row.at > fact.at => weighed.stale += 1,
            Some(row) if (row.at, &row.value, &row.url) == (fact.at, &fact.value, &fact.url) => weighed.unchanged += 1,
            _ => weighed.write.push(fact),
        }
    }
    weighed
}
