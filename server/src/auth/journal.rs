//! What was refused and which tokens were used, on their way into the database. A request never waits for that.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::json;
use tokio::sync::{mpsc, oneshot};
use tracing::warn;

use crate::store::{AuditRow, Store, StoreError};

/// Notes that may wait. Beyond, refusals are only counted: whoever floods the portal must not fill its memory.
const WAITING: usize = 1_024;
/// Notes that are written in one transaction.
const TOGETHER: usize = 256;

/// One thing to write down.
#[derive(Debug)]
pub(super) enum Note {
    /// A request was refused.
    Refused {
        /// Who asked: `token:NAME`, or `nobody`.
        actor: String,
        /// What was asked, such as `POST /api/v1/facts`.
        request: String,
        /// The problem's code.
        code: String,
        /// What would have been needed.
        scope: String,
        /// Milliseconds since the Unix epoch.
        at: i64,
    },
    /// A token was used.
    Used {
        /// Its id.
        token: String,
        /// Milliseconds since the Unix epoch.
        at: i64,
    },
    /// Tell when everything before this is written.
    Flush(oneshot::Sender<()>),
}

/// Takes notes. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Journal {
    sender: mpsc::Sender<Note>,
    missed: Arc<AtomicU64>,
}

impl Journal {
    /// Milliseconds between two marks that a token was used.
    pub(super) const MARK_EVERY: i64 = 60_000;

    /// A journal, and the work that writes it into `store` until the last clone of the journal is gone.
    pub fn new(store: Store) -> (Self, impl Future<Output = ()> + Send + 'static) {
        let (sender, receiver) = mpsc::channel(WAITING);
        let missed = Arc::new(AtomicU64::new(0));
        (Self { sender, missed: Arc::clone(&missed) }, write(store, receiver, missed))
    }

    pub(super) fn note(&self, note: Note) {
        if self.sender.try_send(note).is_err() {
            self.missed.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Completes when everything that was noted before is written, or cannot be.
    pub async fn flush(&self) {
        let (done, written) = oneshot::channel();
        if self.sender.send(Note::Flush(done)).await.is_ok() {
            let _ = written.await;
        }
    }
}

async fn write(store: Store, mut receiver: mpsc::Receiver<Note>, missed: Arc<AtomicU64>) {
    let mut notes = Vec::with_capacity(TOGETHER);
    while receiver.recv_many(&mut notes, TOGETHER).await > 0 {
        let batch = Batch::of(&mut notes, missed.swap(0, Ordering::Relaxed));
        if let Err(error) = batch.save(&store).await {
            warn!(%error, entries = batch.entries.len(), "refusals were not written into the audit log");
        }
        for done in batch.waiting {
            let _ = done.send(());
        }
    }
}

/// What is written at once: like refusals are one entry.
#[derive(Default)]
struct Batch {
    entries: Vec<AuditRow>,
    used: BTreeMap<String, i64>,
    waiting: Vec<oneshot::Sender<()>>,
}

impl Batch {
    fn of(notes: &mut Vec<Note>, missed: u64) -> Self {
        let mut batch = Self::default();
        let mut refused: BTreeMap<(String, String, String, String), (i64, u64)> = BTreeMap::new();
        let mut latest = 0;
        for note in notes.drain(..) {
            match note {
                Note::Refused { actor, request, code, scope, at } => {
                    latest = latest.max(at);
                    refused.entry((actor, request, code, scope)).or_insert((at, 0)).1 += 1;
                }
                Note::Used { token, at } => {
                    batch.used.insert(token, at);
                }
                Note::Flush(done) => batch.waiting.push(done),
            }
        }
        for ((actor, request, code, scope), (at, times)) in refused {
            let detail = json!({ "code": code, "needs": scope, "times": times });
            batch.entries.push(entry(actor, request, detail, at));
        }
        if missed > 0 {
            let detail = json!({ "code": "too_many", "times": missed });
            batch.entries.push(entry("nobody".to_owned(), "requests that are not listed".to_owned(), detail, latest));
        }
        batch
    }

    async fn save(&self, store: &Store) -> Result<(), StoreError> {
        if self.entries.is_empty() && self.used.is_empty() {
            return Ok(());
        }
        let mut tx = store.write().await?;
        tx.audit(&self.entries).await?;
        for (token, at) in &self.used {
            tx.mark_token_used(token, *at).await?;
        }
        tx.commit().await
    }
}

fn entry(actor: String, subject: String, detail: serde_json::Value, at: i64) -> AuditRow {
    let id = uuid::Uuid::now_v7().to_string();
    AuditRow { id, at, actor, action: "refuse".to_owned(), subject, detail, revision: None }
}
