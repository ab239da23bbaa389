//! What a sync knows of the addresses that its descriptors name: as they are kept, and those that are new asked for.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use catalog_schema::companions::{Companion, Unread};
use tokio::time::Instant;
use tracing::warn;

use super::SourceAddresses;
use super::ask::Keep;
use crate::store::{AddressRow, StoreError};

/// How long a sync waits in all for addresses that are new. Those that are left are asked for by the schedule.
const PATIENCE: Duration = Duration::from_secs(20);
/// Addresses that the descriptors of one location may name.
const MOST: usize = 5_000;
/// Descriptors that lead to each other, one after the other.
const DEEPEST: usize = 10;
/// Bytes that are kept in memory; beyond, they are read from the store again.
const IN_MEMORY: usize = 64 << 20;

/// The addresses of one sync.
pub(crate) struct Book {
    of: SourceAddresses,
    keep: Keep,
    /// Nobody asks again by a schedule: what is due is asked for here.
    due: bool,
    end: Mutex<Option<Instant>>,
    pages: Mutex<Pages>,
}

#[derive(Default)]
struct Pages {
    known: HashMap<String, Companion>,
    bytes: usize,
    wanted: BTreeSet<String>,
    /// Of these, those that a Location names.
    targets: BTreeSet<String>,
    named: HashSet<String>,
    depth: usize,
}

impl Book {
    /// An empty one. Where it is for a dry run, nothing of what is asked for is written. Where nobody asks again by a
    /// schedule, what is `due` is asked for, too.
    pub(crate) fn new(of: SourceAddresses, dry_run: bool, due: bool) -> Self {
        let keep = if dry_run { Keep::Nothing } else { Keep::ForReader };
        Self { of, keep, due, end: Mutex::default(), pages: Mutex::default() }
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says how many descriptors lead to those that are read now.
    pub(crate) fn deep(&self, depth: usize) {
        self.pages().depth = depth;
    }

    /// What is known of an address. What is not known is noted as wanted.
    pub(crate) fn companion(&self, address: &str) -> Companion {
        let mut pages = self.pages();
        let refused = |problem: String, help: &str| {
            Companion::Unread(Box::new(Unread { problem, help: help.to_owned(), kept: None }))
        };
        if pages.depth >= DEEPEST {
            let problem = format!("{DEEPEST} descriptors lead here one after the other; what comes then is not read");
            return refused(problem, "name it in a descriptor that comes earlier");
        }
        if let Some(known) = pages.known.get(address) {
            return known.clone();
        }
        if pages.named.len() >= MOST && !pages.named.contains(address) {
            let problem = format!("descriptors of this location name more than {MOST} addresses");
            return refused(problem, "add the repositories that they lie in as a source");
        }
        pages.named.insert(address.to_owned());
        pages.wanted.insert(address.to_owned());
        Companion::Unasked
    }

    /// Notes that these are named by a Location, as far as they are wanted.
    pub(crate) fn targets(&self, targets: impl Iterator<Item = String>) {
        let mut pages = self.pages();
        let wanted: Vec<String> = targets.filter(|target| pages.wanted.contains(target)).collect();
        pages.targets.extend(wanted);
    }

    /// Whether something of this is wanted.
    pub(crate) fn awaits<'n>(&self, mut named: impl Iterator<Item = &'n String>) -> bool {
        let pages = self.pages();
        !pages.wanted.is_empty() && named.any(|address| pages.wanted.contains(address))
    }

    /// Knows what is kept of these addresses.
    ///
    /// # Errors
    /// If the store fails.
    pub(crate) async fn load(&self, addresses: BTreeSet<String>) -> Result<(), StoreError> {
        let unknown: BTreeSet<String> = {
            let mut pages = self.pages();
            if pages.bytes > IN_MEMORY {
                (pages.known, pages.bytes) = (HashMap::new(), 0);
            }
            addresses.into_iter().filter(|address| !pages.known.contains_key(address)).collect()
        };
        self.look_up(&unknown).await.map(|_| ())
    }

    /// Knows what is kept of these, as far as that counts; answers the rest, with what is known of each.
    async fn look_up(&self, addresses: &BTreeSet<String>) -> Result<Vec<AddressRow>, StoreError> {
        if addresses.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.of.shared.store.read().await?.addresses(&self.of.source, addresses).await?;
        let now = self.of.shared.clock.now();
        let mut rest: BTreeMap<String, AddressRow> = BTreeMap::new();
        for address in addresses {
            rest.insert(address.clone(), AddressRow { address: address.clone(), ..AddressRow::default() });
        }
        for (row, bytes) in found {
            if self.due && row.next_at <= now {
                rest.insert(row.address.clone(), row);
            } else {
                rest.remove(&row.address);
                self.note(&row, bytes);
            }
        }
        Ok(rest.into_values().collect())
    }

    /// Knows all that is wanted: as it is kept, or as it is now.
    ///
    /// # Errors
    /// If the store fails.
    pub(crate) async fn fetch(&self) -> Result<(), StoreError> {
        let (mut wanted, targets) = {
            let mut pages = self.pages();
            (std::mem::take(&mut pages.wanted), std::mem::take(&mut pages.targets))
        };
        for target in self.of.read_by_source(targets).await? {
            wanted.remove(&target);
            // It stands for itself: there is nothing to read, as its own repository brings what it describes.
            let itself = Companion::Listing(vec![target.clone()]);
            self.pages().known.insert(target, itself);
        }
        let unknown = self.look_up(&wanted).await?;
        if unknown.is_empty() {
            return Ok(());
        }
        let end =
            *self.end.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(|| Instant::now() + PATIENCE);
        let patience = end.saturating_duration_since(Instant::now());
        let asked = self.of.ask_all(unknown.clone(), patience, self.keep).await?;
        let mut late: BTreeMap<String, AddressRow> =
            unknown.into_iter().map(|row| (row.address.clone(), row)).collect();
        for (row, _) in &asked {
            late.remove(&row.address);
        }
        // Of what is as it was, the bytes are where they were.
        let unchanged: BTreeSet<String> = asked
            .iter()
            .filter(|(row, bytes)| bytes.is_none() && row.hash.is_some())
            .map(|(row, _)| row.address.clone())
            .collect();
        let mut kept: HashMap<String, Option<Vec<u8>>> = HashMap::new();
        if !unchanged.is_empty() {
            let rows = self.of.shared.store.read().await?.addresses(&self.of.source, &unchanged).await?;
            kept.extend(rows.into_iter().map(|(row, bytes)| (row.address, bytes)));
        }
        for (row, bytes) in asked {
            let bytes = bytes.or_else(|| kept.remove(&row.address).flatten());
            self.note(&row, bytes);
        }
        if !late.is_empty() {
            warn!(source = %self.of.source, addresses = late.len(), "not waited for; the schedule asks for them");
            self.postpone(late.into_values().collect()).await?;
        }
        Ok(())
    }

    /// Leaves these to the schedule.
    async fn postpone(&self, rows: Vec<AddressRow>) -> Result<(), StoreError> {
        if self.keep != Keep::Nothing {
            let mut tx = self.of.shared.store.write().await?;
            for row in rows.iter().filter(|row| row.asked_at == 0) {
                tx.put_address(&self.of.source, row, None).await?;
            }
            tx.commit().await?;
        }
        let mut pages = self.pages();
        for row in rows {
            pages.known.insert(row.address, Companion::Unasked);
        }
        Ok(())
    }

    fn note(&self, row: &AddressRow, bytes: Option<Vec<u8>>) {
        let mut pages = self.pages();
        pages.bytes += bytes.as_ref().map_or(0, Vec::len);
        let bytes: Option<Arc<[u8]>> = bytes.map(Arc::from);
        let companion = match (&row.problem, bytes) {
            (None, Some(bytes)) => Companion::Bytes(bytes),
            (None, None) => Companion::Unasked,
            (Some(problem), kept) => Companion::Unread(Box::new(Unread {
                problem: problem.clone(),
                help: row.help.clone().unwrap_or_default(),
                kept,
            })),
        };
        pages.named.insert(row.address.clone());
        pages.known.insert(row.address.clone(), companion);
    }
}
