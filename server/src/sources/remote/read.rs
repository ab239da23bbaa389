//! One repository: what it has, into a session on its location.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalog_schema::limits::Limits;
use catalog_schema::wire::ChangeOutcome;

use super::facts::facts;
use super::listing::{Followed, step};
use super::place::Place;
use super::surroundings::TreeFiles;
use super::{Commit, Entry, EntryKind, Listing, Reading, RemoteError, RemoteSource, Tree};
use crate::clock::now_ms;
use crate::ingest::{IngestError, Moment, ReadFile, Session, Standing};
use crate::sources::directory::{symlink_loop, symlink_outside, too_large};
use crate::store::RepositoryRow;

/// So often a repository is read when somebody else changes its location meanwhile.
const ATTEMPTS: usize = 5;
/// New names that are followed.
const MOVES: usize = 3;
/// Descriptor files of one repository.
const MOST_FILES: usize = 20_000;
/// Files that are asked for at once, and their bytes as far as they are known.
const SHARE: (usize, u64) = (200, 16 << 20);
/// Where code owners stand.
const CODE_OWNERS: [&str; 4] = ["CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS"];

/// What came of one repository.
#[derive(Debug)]
pub(super) enum ReadOne {
    /// It is as it was.
    Unchanged,
    /// It was read.
    Read(ChangeOutcome),
    /// It is there no more.
    Gone(ChangeOutcome),
}

impl RemoteSource {
    /// Reads a repository as far as it is not as it was; all of it where it is read `anew`.
    pub(super) async fn read_one(&self, place: &Place, read_by: &str, anew: bool) -> Result<ReadOne, RemoteError> {
        let mut place = place.clone();
        let mut moves = 0;
        let mut attempts = 0;
        loop {
            // Before anything is asked: whoever changes the location from here on is noticed.
            let session = self.ingest.begin_read(&place.row.location).await?;
            let known = place.known(read_by).filter(|_| !anew);
            match self.remote.read(&place.repository, known.as_ref()).await? {
                Reading::Unchanged => return Ok(ReadOne::Unchanged),
                Reading::Gone => return Ok(ReadOne::Gone(self.withdraw(&place.row.location).await?)),
                Reading::Moved(to) if moves < MOVES => {
                    moves += 1;
                    let Some(moved) = self.place_of(*to).await? else { return Ok(ReadOne::Unchanged) };
                    place = moved;
                }
                Reading::Moved(_) => {
                    let why = format!("{} goes by one new name after the other", place.repository.name);
                    return Err(RemoteError::Refused(why));
                }
                Reading::Tree(tree) => match self.take(session, &place, tree, read_by).await {
                    Err(RemoteError::Ingest(IngestError::Overtaken)) if attempts < ATTEMPTS => attempts += 1,
                    outcome => return outcome.map(ReadOne::Read),
                },
            }
        }
    }

    /// Takes a tree into a session, and ends that.
    async fn take(
        &self,
        mut session: Session,
        place: &Place,
        tree: Arc<dyn Tree>,
        read_by: &str,
    ) -> Result<ChangeOutcome, RemoteError> {
        if let Some(commit) = tree.commit() {
            session = self.stand(session, place, commit).await?;
        }
        let limit = Limits::remote().file_bytes as u64;
        let files = Arc::new(TreeFiles::new(Arc::clone(&tree), &place.repository.url, limit));
        let before: BTreeMap<String, String> = serde_json::from_str(&place.row.blobs).unwrap_or_default();
        let same_reader = place.row.read_by.as_deref() == Some(read_by);
        let listing = tree.listing();
        if !listing.is_complete() {
            session.unlisted(String::new());
        }
        let descriptors: Vec<&Entry> = listing.descriptors().collect();
        if descriptors.len() > MOST_FILES {
            let why = format!(
                "{} has {} files that may be descriptors; {MOST_FILES} are read of one repository",
                place.repository.name,
                descriptors.len()
            );
            return Err(RemoteError::Refused(why));
        }
        let mut blobs = BTreeMap::new();
        let mut unread = Vec::new();
        for entry in descriptors {
            let is_as_before = same_reader
                && entry.kind == EntryKind::File
                && before.get(&entry.path) == Some(&entry.blob)
                && session.has(&entry.path)
                && session.named_before(&entry.path).is_none();
            if entry.kind == EntryKind::File {
                blobs.insert(entry.path.clone(), entry.blob.clone());
            }
            if is_as_before { session.unchanged(entry.path.clone()) } else { unread.push(entry) }
        }
        let around = around(&session, listing, &unread, limit);
        session = session.among(Arc::clone(&files) as Arc<_>).asking(self.addresses.clone(), false);
        for share in shares(around) {
            let contents = tree.contents(&share, limit).await?;
            for (entry, bytes) in share.iter().zip(contents).filter_map(|(entry, bytes)| Some((entry, bytes.ok()?))) {
                files.keep(&entry.path, &bytes);
            }
        }
        for share in shares(unread) {
            session.stage(read(&*tree, share, limit).await?).await?;
        }
        if let Some(failure) = files.failure() {
            return Err(failure);
        }
        if let Some(commit) = tree.commit().filter(|_| listing.is_complete()) {
            session.repository_facts("", facts(&place.repository, commit, listing, self.remote.tells_archived()));
        }
        let row = RepositoryRow {
            branch: tree
                .commit()
                .and_then(|commit| commit.branch.clone())
                .or_else(|| place.repository.default_branch.clone()),
            commit_id: tree.commit().map(|commit| commit.id.clone()),
            etag: tree.etag().map(str::to_owned),
            read_by: listing.is_complete().then(|| read_by.to_owned()),
            blobs: serde_json::to_string(&blobs).unwrap_or_else(|_| "{}".to_owned()),
            ..place.row.clone()
        };
        Ok(session.up_to(row).finish().await?)
    }

    /// Says which commit a session is of. One that is older than what is in force counts only where the branch was moved back
    /// to it.
    async fn stand(&self, session: Session, place: &Place, commit: &Commit) -> Result<Session, RemoteError> {
        let mut standing = Standing {
            branch: commit.branch.clone(),
            commit_id: Some(commit.id.clone()),
            committed_at: commit.committed_at.map(|at| at.min(now_ms())),
            ..Standing::default()
        };
        if self.ingest.is_overtaken_by_force(&place.row.location, &standing).await? {
            if !self.remote.is_head(&place.repository, &commit.id).await? {
                return Err(RemoteError::Older(commit.id.clone()));
            }
            standing.moved_back = true;
        }
        let at = standing.committed_at.unwrap_or_else(now_ms);
        let moment = Moment { at, commit_id: Some(commit.id.clone()), author: commit.author.clone() };
        Ok(session.of_commit(standing, moment))
    }
}

/// The files that descriptors are known to name, and code owners: they are asked for together. Nothing where nothing is read.
fn around<'l>(session: &Session, listing: &'l Listing, unread: &[&Entry], limit: u64) -> Vec<&'l Entry> {
    if unread.is_empty() {
        return Vec::new();
    }
    let named: BTreeSet<String> = session.named_files().into_iter().chain(CODE_OWNERS.map(str::to_owned)).collect();
    let found = named.iter().filter_map(|path| listing.find(path));
    found.filter(|entry| entry.kind == EntryKind::File && entry.size.is_none_or(|size| size <= limit)).collect()
}

/// Files in shares that are asked for at once.
pub(super) fn shares(files: Vec<&Entry>) -> Vec<Vec<&Entry>> {
    let mut shares: Vec<Vec<&Entry>> = Vec::new();
    let mut bytes = 0;
    for file in files {
        let size = file.size.unwrap_or(SHARE.1 / SHARE.0 as u64);
        match shares.last_mut() {
            Some(share) if share.len() < SHARE.0 && bytes + size <= SHARE.1 => {
                share.push(file);
                bytes += size;
            }
            _ => {
                shares.push(vec![file]);
                bytes = size;
            }
        }
    }
    shares
}

/// What is in these files, links followed.
async fn read(tree: &dyn Tree, share: Vec<&Entry>, limit: u64) -> Result<Vec<ReadFile>, RemoteError> {
    let is_large = |entry: &&Entry| entry.kind == EntryKind::File && entry.size.is_some_and(|size| size > limit);
    let (large, share): (Vec<&Entry>, Vec<&Entry>) = share.into_iter().partition(is_large);
    let refused = |path: &str, problem| ReadFile { path: path.to_owned(), content: Err(Box::new(problem)) };
    let too_large = |path: &str, size: u64| refused(path, too_large(path, size, limit));
    let mut files: Vec<ReadFile> =
        large.into_iter().map(|entry| too_large(&entry.path, entry.size.unwrap_or_default())).collect();
    let contents = tree.contents(&share, limit).await?;
    for (entry, content) in share.into_iter().zip(contents) {
        let path = entry.path.clone();
        match (entry.kind, content) {
            (EntryKind::Link, Ok(text)) => match follow(tree, entry, text, limit).await? {
                Linked::File(content) => files.push(ReadFile { path, content }),
                Linked::Outside => files.push(refused(&path, symlink_outside(&path))),
                Linked::Circle => files.push(refused(&path, symlink_loop(&path))),
                // A dangling link describes nothing.
                Linked::Nothing => {}
            },
            (_, Ok(bytes)) if bytes.len() as u64 > limit => files.push(too_large(&path, bytes.len() as u64)),
            (_, content) => files.push(ReadFile { path, content }),
        }
    }
    Ok(files)
}

/// What a link comes to.
enum Linked {
    File(super::Contents),
    Nothing,
    Outside,
    Circle,
}

async fn follow(tree: &dyn Tree, link: &Entry, text: Vec<u8>, limit: u64) -> Result<Linked, RemoteError> {
    let (mut link, mut text, mut passed) = (link, text, 0);
    loop {
        match step(tree.listing(), &link.path, &String::from_utf8_lossy(&text), passed) {
            Ok(next) => {
                let Some(Ok(of_next)) = tree.contents(&[next], limit).await?.pop() else { return Ok(Linked::Nothing) };
                (link, text, passed) = (next, of_next, passed + 1);
            }
            Err(Followed::File(file)) => {
                if let Some(size) = file.size.filter(|size| *size > limit) {
                    return Ok(Linked::File(Err(Box::new(too_large(&link.path, size, limit)))));
                }
                return Ok(tree.contents(&[file], limit).await?.pop().map_or(Linked::Nothing, Linked::File));
            }
            Err(Followed::Nothing) => return Ok(Linked::Nothing),
            Err(Followed::Outside) => return Ok(Linked::Outside),
            Err(Followed::Circle) => return Ok(Linked::Circle),
        }
    }
}
