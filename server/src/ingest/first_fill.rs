//! What fills a blank catalog, handed to who follows it as it is decoded: to read a hundred thousand entities back takes as
//! long as to write them, and what follows from them can be made out meanwhile.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use catalog_schema::model::{Entity, EntityRef};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::decode::StagedOutcome;
use super::resolve::Resolution;
use super::session::Session;
use super::{Ingest, IngestError};
use crate::store::{BATCH, CurrentVersion, Tx, VersionRow, without_descriptor};

/// A catalog of fewer entities is read back, which takes no time.
const MANY: usize = 2_000;
/// Entities that are handed over together.
const PAGE: usize = 250;
/// Pages that may wait; who decodes waits, too, when there are more: an entity takes several KiB of memory.
const PAGES: usize = 4;
/// One of so many entities may turn out to be another one than was handed over; of more, all are read back.
const MENDED: usize = 20;

/// The first entities of a catalog, as they are read.
#[derive(Debug)]
pub struct FirstFill {
    /// Those that claims describe, each reference once, as the store would read them back, but for the revision and the
    /// times, which are not known yet.
    pub versions: mpsc::Receiver<Vec<CurrentVersion>>,
    /// What all of it becomes, when the last one was handed over; fails where nothing comes of it.
    pub whole: oneshot::Receiver<FirstWhole>,
    /// How it ends; fails where nothing comes of it.
    pub end: oneshot::Receiver<FirstEnd>,
}

/// What a [`FirstFill`] becomes that was handed over to the last entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstWhole {
    /// The revision.
    pub revision: u64,
    /// When all of it was made, milliseconds since the Unix epoch.
    pub at: i64,
}

/// What a transaction that writes it shows otherwise than it was handed over.
#[derive(Debug)]
pub struct FirstEnd {
    /// What the catalog shows otherwise than was handed over: another claim wins, or several are shown as one.
    pub mended: Vec<CurrentVersion>,
    /// What it does not show, with the identities that were handed over.
    pub dropped: Vec<(String, EntityRef)>,
    /// Answers once the transaction is committed, and fails where that will not be.
    pub committed: oneshot::Receiver<()>,
}

/// What a session hands over.
#[derive(Debug)]
pub(super) struct HandingOver {
    location: String,
    source: String,
    /// The identities of what was handed over.
    uids: HashMap<EntityRef, Uuid>,
    /// To be handed over next.
    waiting: Vec<CurrentVersion>,
    begun: Option<Begun>,
}

#[derive(Debug)]
struct Begun {
    /// Entities, and what all of them become; none when that is told.
    open: Option<(mpsc::Sender<Vec<CurrentVersion>>, oneshot::Sender<FirstWhole>)>,
    end: oneshot::Sender<FirstEnd>,
}

impl HandingOver {
    /// From a session of this location and its source.
    pub(super) fn new(location: &str, source: String) -> Self {
        Self { location: location.to_owned(), source, uids: HashMap::new(), waiting: Vec::new(), begun: None }
    }

    /// The identities that entities have where they are shown.
    pub(super) fn uids(&self) -> &HashMap<EntityRef, Uuid> {
        &self.uids
    }

    /// Takes entities in as their files' claims have them. None where that is over: nobody waits for them, or others have
    /// written something.
    pub(super) async fn take(
        mut self,
        ingest: &Ingest,
        entities: Vec<(String, Entity)>,
    ) -> Result<Option<Self>, IngestError> {
        for (path, entity) in entities {
            // Of several claims on a reference the first one goes, and is mended where another one wins.
            let Entry::Vacant(new) = self.uids.entry(entity.entity_ref()) else { continue };
            let uid = new.insert(Uuid::now_v7()).to_string();
            let (source, location) = (self.source.clone(), self.location.clone());
            let (revision, changed_at, created_at, stale, author) = Default::default();
            let version =
                CurrentVersion { uid, revision, source, location, path, stale, changed_at, author, created_at, entity };
            self.waiting.push(version);
        }
        if self.waiting.len() < PAGE || self.begun.is_none() && self.waiting.len() < MANY {
            return Ok(Some(self));
        }
        if !ingest.store.read().await?.is_blank().await? || !self.begin(ingest) {
            return Ok(None);
        }
        Ok(self.send().await.then_some(self))
    }

    /// Finds somebody who takes it; answers whether there is anybody.
    fn begin(&mut self, ingest: &Ingest) -> bool {
        if self.begun.is_some() {
            return true;
        }
        let Some(waiting) = ingest.first_fill.as_ref().and_then(|waiting| waiting.try_reserve().ok()) else {
            return false;
        };
        let (versions, received) = mpsc::channel(PAGES);
        let (whole, is_whole) = oneshot::channel();
        let (end, is_ended) = oneshot::channel();
        waiting.send(FirstFill { versions: received, whole: is_whole, end: is_ended });
        self.begun = Some(Begun { open: Some((versions, whole)), end });
        true
    }

    /// Hands over what waits; answers whether anybody took it.
    async fn send(&mut self) -> bool {
        let open = self.begun.as_ref().and_then(|begun| begun.open.as_ref());
        let Some((versions, _)) = open else { return false };
        let mut waiting = std::mem::take(&mut self.waiting).into_iter();
        loop {
            let page: Vec<CurrentVersion> = waiting.by_ref().take(PAGE).collect();
            if page.is_empty() {
                return true;
            }
            if versions.send(page).await.is_err() {
                return false;
            }
        }
    }

    /// Hands over the rest and says what all of it becomes. None where nobody takes it.
    pub(super) async fn end_pages(mut self, whole: FirstWhole) -> Option<Self> {
        let is_sent = self.send().await;
        let (_, told) = self.begun.as_mut()?.open.take()?;
        (is_sent && told.send(whole).is_ok()).then_some(self)
    }
}

impl Session {
    /// Says what a blank catalog is about to show otherwise than it was handed over; answers how to tell that it is
    /// committed. None where so much is otherwise that it is better read back.
    pub(super) async fn end_handing_over(
        &self,
        tx: &mut Tx,
        handing_over: HandingOver,
        resolution: &Resolution,
    ) -> Result<Option<oneshot::Sender<()>>, IngestError> {
        let HandingOver { mut uids, begun: Some(begun), .. } = handing_over else { return Ok(None) };
        let all = uids.len();
        let handed = self.first_claims();
        let mut otherwise: Vec<&VersionRow> = Vec::new();
        for version in &resolution.versions {
            let is_known = uids.remove(&version.entity_ref).is_some_and(|uid| uid.to_string() == version.uid);
            let same = (version.content.as_str(), version.path.as_str());
            let is_same = handed.get(&version.entity_ref) == Some(&same) && !version.stale;
            if !(is_known && is_same) {
                otherwise.push(version);
            }
        }
        if (otherwise.len() + uids.len()) * MENDED > all {
            return Ok(None);
        }
        let mut mended = Vec::with_capacity(otherwise.len());
        for versions in otherwise.chunks(BATCH) {
            let hashes: Vec<String> = versions.iter().map(|version| version.content.clone()).collect();
            let contents = tx.contents(&hashes).await?;
            mended
                .extend(versions.iter().filter_map(|version| Some(current(version, contents.get(&version.content)?))));
        }
        if mended.len() < otherwise.len() {
            return Ok(None);
        }
        let (committed, is_committed) = oneshot::channel();
        let dropped = uids.into_iter().map(|(entity_ref, uid)| (uid.to_string(), entity_ref)).collect();
        let end = FirstEnd { mended, dropped, committed: is_committed };
        Ok(begun.end.send(end).is_ok().then_some(committed))
    }

    /// The content and the file of the first claim on each reference.
    fn first_claims(&self) -> HashMap<&EntityRef, (&str, &str)> {
        let mut first = HashMap::new();
        for file in &self.staged {
            for document in &file.documents {
                if let StagedOutcome::Claim { entity_ref, content, .. } = &document.outcome {
                    first.entry(entity_ref).or_insert((content.as_str(), file.path.as_str()));
                }
            }
        }
        first
    }
}

/// A version of the first revision, which is where its entity begins.
fn current(version: &VersionRow, content: &Entity) -> CurrentVersion {
    CurrentVersion {
        uid: version.uid.clone(),
        revision: version.revision,
        source: version.source.clone(),
        location: version.location.clone(),
        path: version.path.clone(),
        stale: version.stale,
        changed_at: version.changed_at,
        author: version.author.clone(),
        created_at: version.changed_at,
        entity: without_descriptor(content.clone()),
    }
}
