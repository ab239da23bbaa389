//! Where the objects are that were fetched: a bare repository of our own for each address.

use std::path::{Path, PathBuf};

use super::connection::Connection;
use crate::sources::remote::{Commit, Entry, EntryKind, Listing, RemoteError};

/// Fetches that are kept apart before all is fetched anew.
const PACKS: usize = 30;
/// Files and folders of one commit, and how much their list may have, in bytes.
const LISTED: (usize, usize) = (500_000, 96 << 20);

/// A bare repository of our own.
pub(super) struct ObjectStore {
    pub(super) root: PathBuf,
}

impl ObjectStore {
    /// The one below `directory` for a repository; made where there is none yet, and anew where many fetches came together.
    pub(super) async fn open(directory: &Path, connection: &Connection) -> Result<Self, RemoteError> {
        let name = blake3::hash(connection.address.argument().as_bytes()).to_hex();
        let root = directory.join(&name.as_str()[..32]);
        let broken = |error: std::io::Error| {
            RemoteError::Unreachable(format!("{} cannot be used to keep objects in: {error}", root.display()))
        };
        let packs = root.join("objects/pack");
        if std::fs::read_dir(&packs).is_ok_and(|packs| packs.count() > 3 * PACKS) {
            std::fs::remove_dir_all(&root).map_err(broken)?;
        }
        if !packs.is_dir() {
            std::fs::create_dir_all(&root).map_err(broken)?;
            let init = ["init", "--quiet", "--bare", "--template=", "."];
            connection.local(&root, &init, Vec::new(), 4_096).await?;
            let url = connection.address.argument();
            for (key, value) in [
                ("remote.origin.url", url.as_str()),
                ("remote.origin.promisor", "true"),
                ("remote.origin.partialCloneFilter", "blob:none"),
                ("extensions.partialClone", "origin"),
                ("core.repositoryFormatVersion", "1"),
            ] {
                connection.local(&root, &["config", key, value], Vec::new(), 4_096).await?;
            }
        }
        Ok(Self { root })
    }

    /// Forgets all that was fetched.
    pub(super) fn clear(&self) {
        if let Err(error) = std::fs::remove_dir_all(&self.root) {
            tracing::warn!(root = %self.root.display(), %error, "objects that may be broken cannot be removed");
        }
    }

    /// Fetches one commit with its folders, and without files where the host can leave them out.
    pub(super) async fn fetch(&self, connection: &Connection, branch: &str) -> Result<(), RemoteError> {
        let reference = format!("+refs/heads/{branch}:refs/sextant/head");
        let arguments = [
            "fetch",
            "--quiet",
            "--depth=1",
            "--filter=blob:none",
            "--no-tags",
            "--no-write-fetch-head",
            "--recurse-submodules=no",
            "--no-auto-maintenance",
            "origin",
            reference.as_str(),
        ];
        connection.ask(&self.root, &arguments, Vec::new(), true).await.map(drop)
    }

    /// Fetches objects by their ids.
    pub(super) async fn fetch_objects(&self, connection: &Connection, ids: &[&str]) -> Result<(), RemoteError> {
        let arguments = [
            "-c",
            "fetch.negotiationAlgorithm=noop",
            "fetch",
            "--quiet",
            "--filter=blob:none",
            "--no-tags",
            "--no-write-fetch-head",
            "--recurse-submodules=no",
            "--no-auto-maintenance",
            "--stdin",
            "origin",
        ];
        connection.ask(&self.root, &arguments, lines(ids), true).await.map(drop)
    }

    /// The commit that was fetched, of `branch`.
    pub(super) async fn commit(&self, connection: &Connection, branch: &str) -> Result<Commit, RemoteError> {
        let arguments = [
            "log",
            "-1",
            "--no-show-signature",
            "--encoding=UTF-8",
            "--format=%H%x00%ct%x00%an <%ae>",
            "refs/sextant/head",
        ];
        let answer = connection.local(&self.root, &arguments, Vec::new(), 64 << 10).await?;
        let answer = String::from_utf8_lossy(&answer);
        let mut fields = answer.trim_end().splitn(3, '\0');
        let (Some(id), Some(seconds), Some(author)) = (fields.next(), fields.next(), fields.next()) else {
            return Err(unexpected(connection));
        };
        Ok(Commit {
            id: id.to_owned(),
            branch: Some(branch.to_owned()),
            committed_at: seconds.parse::<i64>().ok().map(|seconds| seconds.saturating_mul(1_000).max(0)),
            author: Some(author.chars().take(200).collect()),
        })
    }

    /// The files of a commit.
    pub(super) async fn listing(&self, connection: &Connection, commit: &str) -> Result<Listing, RemoteError> {
        let arguments = ["ls-tree", "-r", "-z", "--full-tree", commit];
        let answer = connection.local(&self.root, &arguments, Vec::new(), LISTED.1).await?;
        let mut entries = Vec::new();
        for line in answer.split(|byte| *byte == 0).filter(|line| !line.is_empty()) {
            if entries.len() >= LISTED.0 {
                let why = format!("{} has more than {} files; so many are not read", connection.shown, LISTED.0);
                return Err(RemoteError::Refused(why));
            }
            entries.extend(entry(line));
        }
        Ok(Listing::new(entries, true))
    }
}

/// Ids as git reads them, one a line.
pub(super) fn lines(ids: &[&str]) -> Vec<u8> {
    ids.iter().flat_map(|id| [id.as_bytes(), b"\n"]).flatten().copied().collect()
}

/// The failure to understand what git says.
pub(super) fn unexpected(connection: &Connection) -> RemoteError {
    RemoteError::Unreachable(format!("git answers something unexpected about {}", connection.shown))
}

/// `MODE TYPE ID\tPATH`; none for what is not UTF-8.
fn entry(line: &[u8]) -> Option<Entry> {
    let line = std::str::from_utf8(line).ok()?;
    let (record, path) = line.split_once('\t')?;
    let mut fields = record.split(' ');
    let (mode, _, blob) = (fields.next()?, fields.next()?, fields.next()?);
    let kind = match mode {
        "120000" => EntryKind::Link,
        "160000" => EntryKind::Submodule,
        _ => EntryKind::File,
    };
    Some(Entry { path: path.to_owned(), blob: blob.to_owned(), size: None, kind })
}
