//! What asking for addresses shares in a process, and what of it is of one source.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use catalog_schema::limits::Limits;
use tokio::sync::Semaphore;

use super::{AddressSettings, Through};
use crate::clock::Clock;
use crate::guarded_http::{Guard, GuardedClient, Network, Resolver, SystemResolver};
use crate::store::Store;

/// Requests under way at once, and those to one host.
const AT_ONCE: usize = 8;
const OF_ONE_HOST: usize = 2;
/// How long a file may take, with all redirects.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Asks for addresses that descriptors name. Cheap to clone.
#[derive(Clone)]
pub struct Addresses(Arc<Shared>);

pub(super) struct Shared {
    pub(super) store: Store,
    pub(super) settings: AddressSettings,
    pub(super) clock: Clock,
    pub(super) turns: Semaphore,
    resolver: Arc<dyn Resolver>,
    client: Result<GuardedClient, String>,
    /// Turns at hosts and of addresses, as long as somebody waits for one.
    turns_of: Mutex<HashMap<String, Weak<Semaphore>>>,
}

impl Addresses {
    /// Asks as these settings say, and keeps what was read in `store`.
    pub fn new(store: Store, settings: AddressSettings) -> Self {
        Self::resolving(store, settings, Arc::new(SystemResolver), PATIENCE, Clock::default())
    }

    /// The same with another resolver, patience and clock.
    pub fn resolving(
        store: Store,
        settings: AddressSettings,
        resolver: Arc<dyn Resolver>,
        patience: Duration,
        clock: Clock,
    ) -> Self {
        let guard = Guard::resolving(Arc::clone(&resolver), settings.private_networks.clone());
        let client = GuardedClient::new(guard, limit(), patience).map_err(|error| error.to_string());
        let (turns, turns_of) = (Semaphore::new(AT_ONCE), Mutex::default());
        Self(Arc::new(Shared { store, settings, clock, turns, resolver, client, turns_of }))
    }

    /// Those that descriptors of a source name; none where nothing is asked for.
    pub fn of(&self, source: &str) -> Option<SourceAddresses> {
        let source = SourceAddresses {
            shared: Arc::clone(&self.0),
            source: Arc::from(source),
            client: self.0.client.clone(),
            through: None,
        };
        self.0.settings.fetch.then_some(source)
    }
}

impl fmt::Debug for Addresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Addresses").field("settings", &self.0.settings).finish_non_exhaustive()
    }
}

/// Asks for addresses that descriptors of one source name. Cheap to clone.
#[derive(Clone)]
pub struct SourceAddresses {
    pub(super) shared: Arc<Shared>,
    pub(super) source: Arc<str>,
    pub(super) client: Result<GuardedClient, String>,
    pub(super) through: Option<Arc<dyn Through>>,
}

impl SourceAddresses {
    /// Reads files of the source's own repositories as the source does, and asks also where the source itself may.
    #[must_use]
    pub fn through(mut self, through: Arc<dyn Through>, networks: &[Network]) -> Self {
        self.through = Some(through);
        if !networks.is_empty() {
            let allowed = [&self.shared.settings.private_networks, networks].concat();
            let guard = Guard::resolving(Arc::clone(&self.shared.resolver), allowed);
            self.client = self.client.map(|client| client.guarded(guard));
        }
        self
    }

    /// Whose turn it is at a host.
    pub(super) fn turns_at(&self, host: &str) -> Arc<Semaphore> {
        self.turns_of(host.to_owned(), OF_ONE_HOST)
    }

    /// Whose turn it is to ask for an address: who comes later finds what came of it.
    pub(super) fn turn_for(&self, address: &str) -> Arc<Semaphore> {
        self.turns_of(format!("{} {address}", self.source), 1)
    }

    fn turns_of(&self, what: String, at_once: usize) -> Arc<Semaphore> {
        let mut known = self.shared.turns_of.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turns) = known.get(&what).and_then(Weak::upgrade) {
            return turns;
        }
        // Of what nobody asks nothing is kept.
        known.retain(|_, turns| turns.strong_count() > 0);
        let turns = Arc::new(Semaphore::new(at_once));
        known.insert(what, Arc::downgrade(&turns));
        turns
    }
}

impl fmt::Debug for SourceAddresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceAddresses").field("source", &self.source).finish_non_exhaustive()
    }
}

/// The largest file that is read, in bytes.
pub(crate) fn limit() -> u64 {
    Limits::remote().file_bytes as u64
}
