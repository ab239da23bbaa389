//! Where decoded contents are kept until something needs them.

use std::collections::HashMap;

use catalog_schema::model::Entity;
use tokio::task::JoinHandle;

use super::IngestError;
use crate::store::{Store, StoreError, Tx, parse_entity};

/// Where decoded contents are kept.
#[derive(Debug, Default)]
pub(super) enum Contents {
    /// In the store.
    #[default]
    Stored,
    /// In memory, as JSON by hash: a dry run writes nothing. What is not there is looked for in the store.
    Aside(HashMap<String, String>),
}

impl Contents {
    /// Keeps entity JSON under its hash.
    pub(super) async fn keep(&mut self, tx: &mut Tx, contents: Vec<(String, String)>) -> Result<(), IngestError> {
        match self {
            Self::Stored => tx.put_contents(&contents).await?,
            Self::Aside(aside) => aside.extend(contents),
        }
        Ok(())
    }

    /// The entities of these hashes, as far as they are kept, by hash.
    pub(super) async fn of(&self, tx: &mut Tx, hashes: &[String]) -> Result<HashMap<String, Entity>, IngestError> {
        let Self::Aside(aside) = self else { return Ok(tx.contents(hashes).await?) };
        let (here, stored): (Vec<String>, Vec<String>) =
            hashes.iter().cloned().partition(|hash| aside.contains_key(hash));
        let mut found = tx.contents(&stored).await?;
        for hash in here {
            if let Some(json) = aside.get(&hash) {
                let entity = parse_entity(json)?;
                found.insert(hash, entity);
            }
        }
        Ok(found)
    }
}

/// Texts and contents on their way into the store, while more are decoded. Every transaction writes the pages that are
/// ordered by hash anew, nearly all of them however few its rows: few large ones write a fraction of what many small ones
/// do.
#[derive(Debug, Default)]
pub(super) struct Writing {
    /// What the next transaction writes.
    waiting: Aside,
    /// Nothing is written before the end.
    at_the_end: bool,
    /// Bytes that were written so far.
    written: usize,
    running: Option<JoinHandle<Result<(), StoreError>>>,
}

/// Texts and contents by their hashes.
#[derive(Debug, Default)]
struct Aside {
    texts: Vec<(String, Vec<u8>)>,
    contents: Vec<(String, String)>,
    bytes: usize,
}

impl Writing {
    /// Bytes from which on they are written, at first and at most.
    const LARGE: [usize; 2] = [8 << 20, 64 << 20];
    /// What is written at once grows with what was written before, by this part of it: so do the pages ordered by hash, of
    /// which many would otherwise be written for few rows.
    const PART: usize = 32;

    /// One that writes all of it at the end, or nothing.
    pub(super) fn at_the_end() -> Self {
        Self { at_the_end: true, ..Self::default() }
    }

    /// Takes texts and contents on, and begins to write when there are many and those before are written; waits for these
    /// when very many wait.
    pub(super) async fn add(
        &mut self,
        store: &Store,
        texts: Vec<(String, Vec<u8>)>,
        contents: Vec<(String, String)>,
    ) -> Result<(), IngestError> {
        let waiting = &mut self.waiting;
        waiting.bytes += texts.iter().map(|(_, text)| text.len()).sum::<usize>();
        waiting.bytes += contents.iter().map(|(_, json)| json.len()).sum::<usize>();
        waiting.texts.extend(texts);
        waiting.contents.extend(contents);
        let is_idle = self.running.as_ref().is_none_or(JoinHandle::is_finished);
        let [least, most] = Self::LARGE;
        let large = (self.written / Self::PART).clamp(least, most);
        // As much again may wait while others are written: a disk that takes its time to sync does not hold up decoding.
        let is_due = waiting.bytes >= if is_idle { large } else { 2 * large };
        if is_due && !self.at_the_end {
            self.written += waiting.bytes;
            self.finish_running().await?;
            let (store, aside) = (store.clone(), std::mem::take(&mut self.waiting));
            self.running = Some(tokio::spawn(async move { put_aside(&store, &aside).await }));
        }
        Ok(())
    }

    /// Writes the rest, and waits until all is in the store.
    pub(super) async fn end(&mut self, store: &Store) -> Result<(), IngestError> {
        self.finish_running().await?;
        Ok(put_aside(store, &std::mem::take(&mut self.waiting)).await?)
    }

    async fn finish_running(&mut self) -> Result<(), IngestError> {
        match self.running.take() {
            Some(running) => Ok(running.await??),
            None => Ok(()),
        }
    }
}

/// Stores texts and contents in a transaction of their own: nothing refers to them yet.
async fn put_aside(store: &Store, aside: &Aside) -> Result<(), StoreError> {
    if aside.texts.is_empty() && aside.contents.is_empty() {
        return Ok(());
    }
    let texts: Vec<(String, &[u8])> = aside.texts.iter().map(|(hash, text)| (hash.clone(), text.as_slice())).collect();
    let mut tx = store.write().await?;
    tx.put_texts(&texts).await?;
    tx.put_contents(&aside.contents).await?;
    tx.commit().await
}
