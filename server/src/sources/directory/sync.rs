//! One look at a directory: all of it, or the places that changed.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::wire::ChangeOutcome;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tracing::info;

use super::repositories::{ReadRepositories, split};
use super::stamps::{Look, Stamps, is_told_by_looks};
use super::walk::{FoundFile, Listing, is_candidate, list, list_in_shares};
use super::{DirectoryFiles, DirectorySource, SourceError};
use crate::ingest::{IngestError, ReadFile, Scope, Session};

/// Files are read and decoded in shares of this many, so that memory does not grow with the tree.
const SHARE: usize = 2_000;
/// Shares that may be listed ahead of reading.
const SHARES_AHEAD: usize = 8;

impl DirectorySource {
    /// Reads the whole tree, as far as it looks different from before.
    ///
    /// # Errors
    /// If the root cannot be listed or the ingestion fails; nothing changes then.
    pub async fn sync_whole(&mut self) -> Result<ChangeOutcome, SourceError> {
        // The session begins before the tree is listed: whoever changes the location meanwhile is noticed.
        let around = self.files();
        let mut session = self.ingest.begin(&self.location, Scope::Whole).await?.among(Arc::clone(&around) as Arc<_>);
        session = session.asking(self.addresses.clone(), false);
        let mut stamps = Stamps::default();
        let mut progress = Progress::new();
        let (mut listings, listing) = self.listings();
        let (mut read, mut roots) = (Vec::new(), BTreeSet::new());
        while let Some(Listing { files, problems, unlisted, repositories, seen }) = listings.recv().await {
            roots.extend(repositories);
            around.saw(seen);
            let (unchanged, unread) = self.told_apart(files, &session, &around).await?;
            unread.iter().for_each(|file| stamps.note(file));
            for path in unchanged {
                stamps.keep(&path, &self.stamps);
                session.unchanged(path);
            }
            let (staged, next) = tokio::join!(session.stage(std::mem::take(&mut read)), self.read(unread));
            staged?;
            read = next?;
            progress.log(&self.root, read.len());
            note(&mut session, problems, unlisted).await?;
        }
        session.stage(read).await?;
        listing.await.map_err(IngestError::from)?.map_err(|source| self.unreadable(source))?;
        let others = self.repositories.others(&self.root, &roots);
        session.only_repositories(roots.clone());
        let repositories = self.tell(&mut session, others).await?;
        stamps.note_roots(roots, &self.stamps);
        stamps.note_named(session.named().into_iter(), &around);
        let outcome = session.finish().await?;
        self.repositories.note(repositories.into_stamps());
        (self.knows_all, self.stamps) = (true, stamps);
        self.note_held(&outcome);
        Ok(outcome)
    }

    /// Reads what looks different from when the whole tree was last read; all of it where that cannot be told in parts.
    /// Where nothing changed, the tree is listed and no more is done.
    ///
    /// # Errors
    /// If the root cannot be listed or the ingestion fails; nothing changes then.
    pub async fn sync_changed(&mut self) -> Result<ChangeOutcome, SourceError> {
        match self.changed_places().await? {
            Some(places) if places.is_empty() => Ok(self.ingest.nothing_changed().await?),
            Some(places) => self.sync_places(places).await,
            None => self.sync_whole().await,
        }
    }

    /// Of files that were listed, the paths of those that are as they were when they were last read, and the others.
    async fn told_apart(
        &self,
        files: Vec<FoundFile>,
        session: &Session,
        around: &Arc<DirectoryFiles>,
    ) -> Result<(Vec<String>, Vec<FoundFile>), IngestError> {
        let (mut unchanged, mut unread, mut doubtful) = (Vec::new(), Vec::with_capacity(files.len()), Vec::new());
        for file in files {
            if !self.stamps.is_as_before(&file) || !session.has(&file.path) {
                unread.push(file);
                continue;
            }
            match session.named_before(&file.path) {
                None => unchanged.push(file.path),
                Some(named) if is_told_by_looks(named, |path| session.has(path)) => {
                    let look = self.stamps.named(&file.path);
                    doubtful.push((file, named.clone(), look));
                }
                Some(_) => unread.push(file),
            }
        }
        let (same, others) = look_at(doubtful, around).await?;
        unchanged.extend(same.into_iter().map(|file| file.path));
        unread.extend(others);
        Ok((unchanged, unread))
    }

    /// The files that look different or are new, or name files that do; none where a file is gone, a place cannot be
    /// listed, or the whole tree was not read yet.
    async fn changed_places(&self) -> Result<Option<BTreeSet<String>>, SourceError> {
        if !self.knows_all {
            return Ok(None);
        }
        let naming = self.ingest.descriptors_that_name_files(&self.location).await?;
        let mut places = BTreeSet::new();
        let (mut listings, listing) = self.listings();
        let (mut is_whole, mut known, mut roots) = (true, 0, BTreeSet::new());
        while let Some(Listing { files, problems, unlisted, repositories, seen: _ }) = listings.recv().await {
            is_whole &= problems.is_empty() && unlisted.is_empty();
            roots.extend(repositories);
            for file in files {
                known += usize::from(self.stamps.has(&file.path));
                if !self.stamps.is_as_before(&file) {
                    places.insert(file.path);
                }
            }
        }
        listing.await.map_err(IngestError::from)?.map_err(|source| self.unreadable(source))?;
        is_whole &= self.repositories.others(&self.root, &roots).is_empty() && self.stamps.has_roots(&roots);
        if !is_whole || known != self.stamps.len() {
            return Ok(None);
        }
        let mut doubtful = Vec::new();
        for (path, named) in naming {
            let look = self.stamps.named(&path);
            match is_told_by_looks(&named, |_| false) {
                true if !places.contains(&path) => doubtful.push((path, named, look)),
                _ => drop(places.insert(path)),
            }
        }
        places.extend(look_at(doubtful, &self.files()).await?.1);
        Ok(Some(places))
    }

    /// Reads what changed at these places: descriptors at or below them, and descriptors that name a file there. Nothing
    /// else of the tree is looked at.
    ///
    /// # Errors
    /// If the ingestion fails; nothing changes then.
    pub async fn sync_places(&mut self, places: BTreeSet<String>) -> Result<ChangeOutcome, SourceError> {
        if !self.root.exists() {
            // Unmounted or moved away: that is a failure of the source, not the end of its entities.
            return Err(self.unreadable(io::Error::from(io::ErrorKind::NotFound)));
        }
        let (repositories, places) = split(places);
        let places = self.places_to_read(places).await?;
        if places.is_empty() && repositories.is_empty() {
            // A build wrote its output, say: nothing that descriptors say or name.
            return Ok(self.ingest.nothing_changed().await?);
        }
        // A new directory and the file saved in it come as two places; what is read twice would be recorded twice.
        let places = outermost(&places);
        let around = self.files();
        let mut session = self.ingest.begin(&self.location, Scope::Under(places.clone())).await?;
        session = session.among(Arc::clone(&around) as Arc<_>).asking(self.addresses.clone(), false);
        for place in places {
            let start = if self.root.is_file() { self.root.clone() } else { self.root.join(&place) };
            let Ok(listing) = self.listing(start).await else {
                // Gone: the session sees that nothing of it came.
                self.stamps.forget(&place);
                continue;
            };
            listing.files.iter().for_each(|file| self.stamps.note(file));
            session.stage(self.read(listing.files).await?).await?;
            note(&mut session, listing.problems, listing.unlisted).await?;
        }
        let repositories = self.tell(&mut session, repositories).await?;
        self.stamps.note_named(session.named().into_iter(), &around);
        let outcome = session.finish().await?;
        self.repositories.note(repositories.into_stamps());
        self.note_held(&outcome);
        Ok(outcome)
    }

    /// Tells the session what git says of repositories; answers what they looked like.
    async fn tell(&self, session: &mut Session, places: BTreeSet<String>) -> Result<ReadRepositories, SourceError> {
        let root = self.root.clone();
        let read = tokio::task::spawn_blocking(move || ReadRepositories::read(&root, places));
        let mut read = read.await.map_err(IngestError::from)?;
        for (root, facts) in std::mem::take(&mut read.facts) {
            session.repository_facts(&root, facts);
        }
        Ok(read)
    }

    /// What is held back is to be read again by every scan.
    fn note_held(&mut self, outcome: &ChangeOutcome) {
        self.holds = outcome.held.is_some();
        if self.holds {
            (self.knows_all, self.stamps) = (false, Stamps::default());
        }
    }

    /// The files that descriptors may name.
    fn files(&self) -> Arc<DirectoryFiles> {
        Arc::new(DirectoryFiles::new(&self.root, self.file_limit))
    }

    /// Of places that changed, those that may hold descriptors; for a file that descriptors name, these descriptors.
    async fn places_to_read(&self, changed: BTreeSet<String>) -> Result<BTreeSet<String>, IngestError> {
        let mut places = self.ingest.descriptors_that_name(&self.location, &changed).await?;
        let root = self.root.clone();
        // A file of any name holds descriptors where a Location says so.
        let named = !places.is_empty();
        let holds = move |place: &String| {
            let path = if root.is_file() { root.clone() } else { root.join(place) };
            named || is_candidate(&path) || path.is_dir() || !path.exists()
        };
        let looked_at = tokio::task::spawn_blocking(move || changed.into_iter().filter(holds).collect::<Vec<_>>());
        places.extend(looked_at.await?);
        Ok(places)
    }

    fn unreadable(&self, source: io::Error) -> SourceError {
        SourceError::Root { path: self.root.clone(), source }
    }

    async fn listing(&self, start: PathBuf) -> Result<Listing, SourceError> {
        let root = self.root.clone();
        let result = tokio::task::spawn_blocking(move || list(&root, &start)).await.map_err(IngestError::from)?;
        result.map_err(|source| self.unreadable(source))
    }

    /// The whole tree in shares, listed while the caller reads those before. The task tells whether there was a tree.
    fn listings(&self) -> (mpsc::Receiver<Listing>, JoinHandle<io::Result<()>>) {
        let (listed, listings) = mpsc::channel(SHARES_AHEAD);
        let root = self.root.clone();
        let listing = tokio::task::spawn_blocking(move || {
            // Where nobody takes them any more, the caller has failed and says why.
            list_in_shares(&root, SHARE, &mut |share| drop(listed.blocking_send(share)))
        });
        (listings, listing)
    }

    async fn read(&self, files: Vec<FoundFile>) -> Result<Vec<ReadFile>, SourceError> {
        let limit = self.file_limit;
        let read = move || files.into_iter().map(|file| super::read(&file.absolute, file.path, limit)).collect();
        Ok(tokio::task::spawn_blocking(read).await.map_err(IngestError::from)?)
    }
}

/// Tells those apart whose named files look as they did: these first.
async fn look_at<T: Send + 'static>(
    of: Vec<(T, BTreeSet<String>, Look)>,
    around: &Arc<DirectoryFiles>,
) -> Result<(Vec<T>, Vec<T>), IngestError> {
    if of.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let around = Arc::clone(around);
    let look = move || {
        let (mut same, mut others) = (Vec::new(), Vec::new());
        for (one, named, look) in of {
            let is_same = look.is_some() && around.look_at(&named) == look;
            if is_same { same.push(one) } else { others.push(one) }
        }
        (same, others)
    };
    Ok(tokio::task::spawn_blocking(look).await?)
}

/// The places that lie below no other; the empty place is everything.
fn outermost(places: &BTreeSet<String>) -> BTreeSet<String> {
    let lies_below_another = |place: &str| {
        let ancestors = place.match_indices('/').map(|(end, _)| &place[..end]);
        !place.is_empty() && ancestors.chain([""]).any(|ancestor| places.contains(ancestor))
    };
    places.iter().filter(|place| !lies_below_another(place)).cloned().collect()
}

/// Hands on what is wrong with places that cannot be read or listed.
async fn note(
    session: &mut Session,
    problems: Vec<(String, Diagnostic)>,
    unlisted: Vec<(String, Diagnostic)>,
) -> Result<(), IngestError> {
    for (place, _) in &unlisted {
        session.unlisted(place.clone());
    }
    let unread = problems.into_iter().chain(unlisted);
    session.stage(unread.map(|(path, problem)| ReadFile { path, content: Err(Box::new(problem)) }).collect()).await
}

/// Says every two seconds how far a long read has come.
struct Progress {
    files: usize,
    next: Instant,
}

impl Progress {
    const PERIOD: Duration = Duration::from_secs(2);

    fn new() -> Self {
        Self { files: 0, next: Instant::now() + Self::PERIOD }
    }

    fn log(&mut self, root: &Path, more: usize) {
        self.files += more;
        if Instant::now() >= self.next {
            info!(root = %root.display(), files = self.files, "reading descriptors");
            self.next = Instant::now() + Self::PERIOD;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(of: &[&str]) -> BTreeSet<String> {
        of.iter().map(|place| (*place).to_owned()).collect()
    }

    #[test]
    fn a_place_is_read_once() {
        let given = places(&["a", "a-b", "a-b.yaml", "a/b", "a/b/c.yaml", "d/e.yaml"]);
        assert_eq!(outermost(&given), places(&["a", "a-b", "a-b.yaml", "d/e.yaml"]));
        assert_eq!(outermost(&places(&["", "a", "a/b"])), places(&[""]));
    }
}
