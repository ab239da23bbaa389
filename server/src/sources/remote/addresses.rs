//! Files of the web that descriptors of a source's repositories name: those of its own repositories are read as it reads
//! these, and repositories are read again when something else is at an address.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use async_trait::async_trait;
use futures_util::{FutureExt as _, StreamExt as _, stream};

use super::{Remote, RemoteError, RemoteSource, Repository};
use crate::addresses::{SourceAddresses, Through, Untold, WebFile};
use crate::ingest::Ingest;
use crate::sources::paths::is_walked;
use crate::store::{Store, StoreError};

/// Who asks for files of the web that descriptors of a source name.
pub(super) fn addresses_of(
    name: &str,
    store: &Store,
    ingest: &Ingest,
    remote: &Arc<dyn Remote>,
) -> Option<SourceAddresses> {
    let own = OwnRepositories { source: name.to_owned(), store: store.clone(), remote: Arc::clone(remote) };
    let networks = remote.private_networks();
    ingest.addresses_of(name).map(|addresses| addresses.through(Arc::new(own), networks))
}

/// The repositories that a source reads, as locations tell: what else its credentials open is nobody's business who may
/// write a descriptor.
struct OwnRepositories {
    source: String,
    store: Store,
    remote: Arc<dyn Remote>,
}

#[async_trait]
impl Through for OwnRepositories {
    async fn file(&self, file: &WebFile, limit: u64) -> Option<Result<Vec<u8>, Untold>> {
        let facts = match self.facts(file).await {
            Ok(facts) => facts?,
            Err(error) => return Some(Err(untold(&error))),
        };
        let repository: Repository = serde_json::from_str(&facts).ok()?;
        let (at, path) = file.split(repository.default_branch.as_deref())?;
        let bytes = self.remote.file(&repository, at, path).await?.map_err(|error| untold(&error));
        Some(bytes.and_then(|bytes| match bytes.len() as u64 > limit {
            true => {
                Err(untold(&RemoteError::Refused(format!("it has {} bytes; {limit} are allowed here", bytes.len()))))
            }
            false => Ok(bytes),
        }))
    }

    async fn read_by_itself(&self, files: &[WebFile]) -> Result<BTreeSet<usize>, StoreError> {
        let addresses = files.iter().map(|file| file.repository.to_lowercase()).collect();
        let facts: HashMap<String, String> =
            self.store.read().await?.repositories_at(&self.source, &addresses).await?.into_iter().collect();
        let is_found = |file: &WebFile| {
            let facts = facts.get(&file.repository.to_lowercase())?;
            let repository: Repository = serde_json::from_str(facts).ok()?;
            let branch = repository.default_branch.as_deref();
            let (at, path) = file.split(branch)?;
            ((at == "HEAD" || Some(at) == branch) && is_walked(path)).then_some(())
        };
        let found = files.iter().enumerate().filter(|(_, file)| is_found(file).is_some());
        Ok(found.map(|(at, _)| at).collect())
    }
}

impl OwnRepositories {
    async fn facts(&self, file: &WebFile) -> Result<Option<String>, RemoteError> {
        let address = BTreeSet::from([file.repository.to_lowercase()]);
        let found = self.store.read().await?.repositories_at(&self.source, &address).await?.pop();
        Ok(found.map(|(_, facts)| facts))
    }
}

fn untold(error: &RemoteError) -> Untold {
    let help = match error {
        RemoteError::Denied(_) | RemoteError::Secret(_) => "give the source's token the right to read this repository",
        RemoteError::NotFound(_) => "correct the branch or the path in the address",
        RemoteError::Refused(_) | RemoteError::Older(_) => "name another file, or leave the address as a link",
        RemoteError::Unreachable(_) | RemoteError::Later { .. } | RemoteError::Store(_) | RemoteError::Ingest(_) => {
            "nothing, if that passes: it is asked again"
        }
    };
    let not_before = if let RemoteError::Later { until, .. } = error { Some(*until) } else { None };
    Untold { problem: error.to_string(), help: help.to_owned(), not_before }
}

impl RemoteSource {
    /// Who asks for files of the web that descriptors of this source name; none where nobody does.
    pub fn addresses(&self) -> Option<&SourceAddresses> {
        self.addresses.as_ref()
    }

    /// Reads the repositories whose descriptors name files of the web that are others than they were read with.
    ///
    /// # Errors
    /// If one of them cannot be read now, or the store fails: all are read again the next time.
    pub async fn follow_addresses(&self) -> Result<(), RemoteError> {
        let Some(addresses) = &self.addresses else { return Ok(()) };
        let news = addresses.news().await?;
        if news.addresses.is_empty() {
            return Ok(());
        }
        let read_by = self.read_by().await?;
        let locations = addresses.locations_that_name(&news).await?;
        let mut reads = Vec::with_capacity(locations.len());
        for location in &locations {
            reads.push(self.read_again(location, &read_by).boxed());
        }
        let mut reads = stream::iter(reads).buffer_unordered(self.remote.at_once().max(1));
        let mut failed = None;
        while let Some(read) = reads.next().await {
            match read {
                Err(error) if error.ends_all() => return Err(error),
                // What is otherwise for good is told where it stands.
                Err(error) if error.may_pass() => failed = Some(error),
                Ok(()) | Err(_) => {}
            }
        }
        drop(reads);
        match failed {
            Some(error) => Err(error),
            None => Ok(addresses.settle(&news).await?),
        }
    }

    /// Reads a repository, also where it stands at the commit that was read.
    async fn read_again(&self, location: &str, read_by: &str) -> Result<(), RemoteError> {
        let Some(id) = self.store.read().await?.repository_in(location).await? else { return Ok(()) };
        let Some(found) = self.remote.look_up(&id).await? else { return Ok(()) };
        let Some(place) = self.place_of(found).await? else { return Ok(()) };
        let (_, read) = self.read_noted(&place, read_by, true).await;
        read?.map(|_| ())
    }
}
