//! The files of a commit that was fetched without them: they are fetched by their ids when they are asked for.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;

use super::connection::Connection;
use super::store::{ObjectStore, lines, unexpected};
use crate::sources::directory::{too_large, unreadable};
use crate::sources::remote::{Commit, Contents, Entry, Listing, RemoteError, Tree};

/// A line about an object, in bytes.
const LINE: usize = 160;

/// A commit.
pub(super) struct GitTree {
    pub(super) connection: Arc<Connection>,
    pub(super) store: ObjectStore,
    pub(super) listing: Listing,
    pub(super) commit: Commit,
}

impl GitTree {
    /// The sizes of objects, of those that are here.
    async fn sizes(&self, ids: &[&str]) -> Result<HashMap<String, u64>, RemoteError> {
        let output = ids.len() * LINE + LINE;
        let arguments = ["cat-file", "--batch-check"];
        let answer = self.connection.local(&self.store.root, &arguments, lines(ids), output).await?;
        let answer = String::from_utf8_lossy(&answer);
        // `ID blob SIZE` or `ID missing`
        let size = |line: &str| {
            let mut words = line.split(' ');
            let (id, size) = (words.next()?, words.nth(1)?);
            Some((id.to_owned(), size.parse().ok()?))
        };
        Ok(answer.lines().filter_map(size).collect())
    }

    /// The bytes of objects that are here.
    async fn bytes(&self, ids: &[&str], sizes: &HashMap<String, u64>) -> Result<HashMap<String, Vec<u8>>, RemoteError> {
        let most: u64 = ids.iter().filter_map(|id| sizes.get(*id)).map(|size| size + LINE as u64).sum();
        let output = usize::try_from(most).unwrap_or(usize::MAX).saturating_add(LINE);
        let answer = self.connection.local(&self.store.root, &["cat-file", "--batch"], lines(ids), output).await?;
        let mut found = HashMap::new();
        let mut rest = answer.as_slice();
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let line = String::from_utf8_lossy(&rest[..end]).into_owned();
            rest = &rest[end + 1..];
            let words: Vec<&str> = line.split(' ').collect();
            let &[id, _, size] = words.as_slice() else { continue };
            let size: usize = size.parse().map_err(|_| unexpected(&self.connection))?;
            let bytes = rest.get(..size).ok_or_else(|| unexpected(&self.connection))?;
            found.insert(id.to_owned(), bytes.to_vec());
            rest = rest.get(size + 1..).unwrap_or_default();
        }
        Ok(found)
    }
}

#[async_trait]
impl Tree for GitTree {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn commit(&self) -> Option<&Commit> {
        Some(&self.commit)
    }

    async fn contents(&self, files: &[&Entry], limit: u64) -> Result<Vec<Contents>, RemoteError> {
        let mut ids: Vec<&str> = files.iter().map(|file| file.blob.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sizes = self.sizes(&ids).await?;
        let missing: Vec<&str> = ids.iter().copied().filter(|id| !sizes.contains_key(*id)).collect();
        if !missing.is_empty() {
            self.store.fetch_objects(&self.connection, &missing).await?;
            sizes.extend(self.sizes(&missing).await?);
        }
        let wanted = |id: &&str| sizes.get(*id).is_some_and(|size| *size <= limit);
        let wanted: Vec<&str> = ids.into_iter().filter(wanted).collect();
        let bytes = if wanted.is_empty() { HashMap::new() } else { self.bytes(&wanted, &sizes).await? };
        let content = |file: &&Entry| match (sizes.get(&file.blob), bytes.get(&file.blob)) {
            (_, Some(bytes)) => Ok(bytes.clone()),
            (Some(size), None) => Err(Box::new(too_large(&file.path, *size, limit))),
            (None, None) => {
                let error = std::io::Error::new(std::io::ErrorKind::NotFound, "the repository lacks its object");
                Err(Box::new(unreadable(&file.path, &error)))
            }
        };
        Ok(files.iter().map(content).collect())
    }
}
