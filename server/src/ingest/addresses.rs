//! Files of the web that descriptors of a sync name.

use std::collections::BTreeSet;
use std::sync::Arc;

use catalog_schema::companions::{Unread, is_address};
use catalog_schema::diagnostic::{Diagnostic, codes};
use tokio::task::spawn_blocking;

use super::contents::Contents;
use super::decode::{Candidate, Decoded, Reading, decode_all};
use super::session::{ReadFile, Session};
use super::surroundings::WithAddresses;
use super::{Ingest, IngestError, Scope};
use crate::addresses::{Book, SourceAddresses};
use crate::background::aside;

/// So many files are no change that somebody waits for, but a tree that is read.
const LARGE: usize = 256;

impl Session {
    /// Says who asks for files of the web that descriptors name, if anybody does. Where nobody asks again by a schedule, what
    /// is `due` is asked for, too.
    #[must_use]
    pub fn asking(mut self, addresses: Option<SourceAddresses>, due: bool) -> Self {
        let dry_run = matches!(self.contents, Contents::Aside(_));
        self.book = addresses.map(|addresses| Arc::new(Book::new(addresses, dry_run, due)));
        self
    }

    pub(super) fn with_addresses(&self) -> Arc<WithAddresses> {
        Arc::new(WithAddresses { files: Arc::clone(&self.surroundings), book: self.book.clone() })
    }

    /// Decodes files; those that name files of the web that are not known when these are.
    pub(super) async fn decode(&self, mut candidates: Vec<Candidate>) -> Result<Decoded, IngestError> {
        if let Some(book) = &self.book {
            let named = candidates.iter().flat_map(|candidate| &candidate.companions);
            book.load(named.filter(|named| is_address(named)).cloned().collect()).await?;
        }
        let mut all = Decoded::default();
        loop {
            let (options, surroundings) = (self.ingest.options.clone(), self.with_addresses());
            let (policy, vocabulary) = (Arc::clone(&self.policy), Arc::clone(&self.vocabulary));
            let keeps = self.handing_over.is_some();
            // A first look is what everybody waits for.
            let is_large = candidates.len() >= LARGE && !keeps;
            let decode = move || {
                let (policy, vocabulary, surroundings) = (&*policy, &*vocabulary, &*surroundings);
                decode_all(candidates, Reading { options: &options, policy, vocabulary, surroundings, keeps })
            };
            let mut decoded = if is_large { aside(decode).await?? } else { spawn_blocking(decode).await?? };
            candidates = std::mem::take(&mut decoded.deferred);
            all.extend(decoded);
            match &self.book {
                Some(book) if !candidates.is_empty() => book.fetch().await?,
                _ => return Ok(all),
            }
        }
    }

    /// Knows which of these are descriptors of the web, where only a part of the location is read.
    pub(super) async fn knows_addresses(&mut self, named: &BTreeSet<String>) -> Result<(), IngestError> {
        let addresses: BTreeSet<String> = named.iter().filter(|named| is_address(named)).cloned().collect();
        if self.scope == Scope::Whole || addresses.is_empty() {
            return Ok(());
        }
        let (files, companions) = self.ingest.known(&self.location, &addresses).await?;
        self.known.extend(files);
        self.companions.extend(companions);
        Ok(())
    }

    /// Descriptors of the web that nothing names any more, where only a part of the location was read.
    pub(super) async fn let_go(&mut self) -> Result<(), IngestError> {
        if self.scope == Scope::Whole {
            return Ok(());
        }
        let mut lost: BTreeSet<String> = BTreeSet::new();
        let mut left: BTreeSet<String> = self.gone().into_iter().collect();
        let staged = self.staged.iter().map(|file| (&file.path, &file.companions));
        let mut dropped: BTreeSet<String> = staged.flat_map(|(path, named)| self.dropped(path, named)).collect();
        dropped.extend(left.iter().flat_map(|path| self.dropped(path, &BTreeSet::new())).collect::<Vec<_>>());
        let read_now: BTreeSet<String> = self.staged.iter().map(|file| file.path.clone()).collect();
        while !dropped.is_empty() {
            self.knows_addresses(&dropped).await?;
            let mut next = BTreeSet::new();
            for address in std::mem::take(&mut dropped) {
                if self.seen.contains(&address) || lost.contains(&address) || !self.known.contains_key(&address) {
                    continue;
                }
                let place = BTreeSet::from([address.clone()]);
                let others = self.ingest.descriptors_that_name(&self.location, &place).await?;
                if others.iter().all(|other| left.contains(other) || read_now.contains(other)) {
                    next.extend(self.dropped(&address, &BTreeSet::new()));
                    left.insert(address.clone());
                    lost.insert(address);
                }
            }
            dropped = next;
        }
        self.lost = lost;
        Ok(())
    }

    /// The addresses that a descriptor named before and does not name now.
    fn dropped(&self, path: &str, now: &BTreeSet<String>) -> Vec<String> {
        let before = self.companions.get(path).into_iter().flatten();
        before.filter(|named| is_address(named) && !now.contains(*named)).cloned().collect()
    }
}

impl Ingest {
    /// The descriptors of a location, files of the web left out, that lead to one of these addresses.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn descriptors_that_lead_to(
        &self,
        location: &str,
        addresses: &BTreeSet<String>,
    ) -> Result<BTreeSet<String>, IngestError> {
        let (mut passed, mut found) = (addresses.clone(), BTreeSet::new());
        let mut next = addresses.clone();
        while !next.is_empty() {
            let named_by = self.descriptors_that_name(location, &next).await?;
            let (web, files): (BTreeSet<String>, BTreeSet<String>) =
                named_by.into_iter().partition(|path| is_address(path));
            found.extend(files);
            next = web.into_iter().filter(|address| passed.insert(address.clone())).collect();
        }
        Ok(found)
    }
}

/// A file of the web that cannot be read: what it described stays.
pub(super) fn unread_file(path: String, unread: &Unread) -> ReadFile {
    let problem = Diagnostic::new(&codes::UNREAD_ADDRESS, format!("it could not be read: {}", unread.problem));
    let problem = problem.with_help(unread.help.clone()).in_file(&path);
    ReadFile { path, content: Err(Box::new(problem)) }
}
