//! Asks for addresses by the schedule, and tells when something else is there.

use std::collections::BTreeSet;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;
use tracing::{debug, warn};

use super::SourceAddresses;
use super::ask::Keep;
use crate::store::StoreError;

/// How often to look which addresses are due.
const LOOK: Duration = Duration::from_secs(5);
/// Addresses that are asked for between two looks, and how long that may take.
const AT_ONCE: u32 = 100;
const PATIENCE: Duration = Duration::from_secs(60);

/// Addresses where something else is than their descriptors were read with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// Which.
    pub addresses: BTreeSet<String>,
    /// When that was so, milliseconds since the Unix epoch.
    until: i64,
}

impl SourceAddresses {
    /// Asks for the addresses that are due; answers whether there are news then.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn ask_due(&self) -> Result<bool, StoreError> {
        let now = self.shared.clock.now();
        let due = self.shared.store.read().await?.due_addresses(&self.source, now, AT_ONCE).await?;
        if !due.is_empty() {
            let count = due.len();
            let asked = self.ask_all(due, PATIENCE, Keep::News).await?;
            debug!(source = %self.source, due = count, asked = asked.len(), "asked for files that descriptors name");
        }
        Ok(!self.shared.store.read().await?.addresses_with_news(&self.source).await?.is_empty())
    }

    /// The addresses where something else is than their descriptors were read with.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn news(&self) -> Result<News, StoreError> {
        let until = self.shared.clock.now();
        let addresses = self.shared.store.read().await?.addresses_with_news(&self.source).await?;
        Ok(News { addresses, until })
    }

    /// Notes that the descriptors that name these were read.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn settle(&self, news: &News) -> Result<(), StoreError> {
        let mut tx = self.shared.store.write().await?;
        tx.settle_addresses(&self.source, &news.addresses, news.until).await?;
        tx.commit().await
    }

    /// The locations of the source whose descriptors name one of these.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn locations_that_name(&self, news: &News) -> Result<BTreeSet<String>, StoreError> {
        self.shared.store.read().await?.locations_that_name(&self.source, &news.addresses).await
    }
}

/// A task that asks by the schedule, as long as this is there.
#[derive(Debug)]
pub struct AddressWatch {
    told: watch::Receiver<u64>,
    task: JoinHandle<()>,
}

impl AddressWatch {
    /// Asks from now on for what descriptors of a source name.
    pub fn start(addresses: SourceAddresses) -> Self {
        let (tell, told) = watch::channel(0);
        let pause = LOOK.min(addresses.shared.settings.interval);
        let task = tokio::spawn(async move {
            loop {
                match addresses.ask_due().await {
                    Ok(true) => tell.send_modify(|count: &mut u64| *count = count.wrapping_add(1)),
                    Ok(false) => {}
                    Err(error) => warn!(source = %addresses.source, %error, "addresses are asked for later"),
                }
                tokio::time::sleep(pause).await;
            }
        });
        Self { told, task }
    }

    /// Completes when there may be news; never where nobody asks.
    pub async fn told(watch: &mut Option<Self>) {
        let is_told = match watch {
            Some(watch) => watch.told.changed().await.is_ok(),
            None => false,
        };
        if !is_told {
            std::future::pending::<()>().await;
        }
    }

    /// Whether there may be news that nobody was told.
    pub fn has_news(&mut self) -> bool {
        let is_new = self.told.has_changed().unwrap_or(false);
        self.told.mark_unchanged();
        is_new
    }
}

impl Drop for AddressWatch {
    fn drop(&mut self) {
        self.task.abort();
    }
}
