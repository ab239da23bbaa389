//! Taking deliveries: checked, written down, answered, and done about afterwards.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tracing::{info, warn};

use super::Effect;
use super::told::tell;
use crate::backoff::Backoff;
use crate::clock::now_ms;
use crate::follow::LiveCell;
use crate::ingest::Ingest;
use crate::secrets::{Secret, SecretRef};
use crate::sources::kinds::RemoteSettings;
use crate::store::{DeliveryRow, RepositoryHint, Store, StoreError};

/// Deliveries that are looked at together.
const TOGETHER: u32 = 50;
/// How often it is looked for deliveries that another process took.
const LOOK: Duration = Duration::from_secs(60);
/// The pause before what failed is tried again, and the longest one.
const RETRY: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(300));

/// A delivery as one kind of host makes it.
pub trait Delivery: Sync {
    /// What is said of a source whose host makes such deliveries.
    type Settings: Send;

    /// What is said of a source, where its host makes such deliveries.
    fn settings(remote: RemoteSettings) -> Option<Self::Settings>;

    /// Where the secret is by which deliveries for a source are known.
    fn secret(settings: &Self::Settings) -> Option<&SecretRef>;

    /// Whether it comes from who knows the secret. It takes a time that does not tell where it is wrong.
    fn is_of_who_knows(&self, secret: &Secret) -> bool;

    /// What it says.
    ///
    /// # Errors
    /// Why it cannot be understood.
    fn understand(&self) -> Result<Understood, String>;

    /// Whether what happens to `owner`, one of [`Understood::about`], may matter to a source.
    fn concerns(settings: &Self::Settings, owner: &str) -> bool;
}

/// What a delivery says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understood {
    /// What it tells of.
    pub event: String,
    /// Its id: another one of the same id is the same.
    pub id: String,
    /// Whom it may be about; everybody where it names nobody.
    pub about: Vec<String>,
    /// What is to be done about it.
    pub effect: Effect,
}

/// Why a delivery is not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// No source that it may be for knows it to be its host's.
    #[error(
        "the delivery is not signed with the secret of a source; set the webhook's secret to the source's `webhook_secret`"
    )]
    Unsigned,
    /// It is signed, and none that such a host makes.
    #[error("the delivery cannot be understood: {0}")]
    Malformed(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes deliveries. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Webhooks {
    store: Store,
    ingest: Ingest,
    cell: Arc<LiveCell>,
    came: Arc<Notify>,
}

impl Webhooks {
    /// Deliveries for the sources of this store.
    pub fn new(store: Store, ingest: Ingest, cell: Arc<LiveCell>) -> Self {
        Self { store, ingest, cell, came: Arc::default() }
    }

    /// Takes a delivery for the source of this name, or for every source whose secret it is signed with. What is to be done
    /// about it is written down when this returns, and done afterwards. One that was taken before is passed over.
    ///
    /// # Errors
    /// If it is not signed, cannot be understood, or the store fails.
    pub async fn take<D: Delivery>(&self, only: Option<&str>, delivery: &D) -> Result<(), NotTaken> {
        let believing = self.believing(only, delivery).await?;
        if believing.is_empty() {
            return Err(NotTaken::Unsigned);
        }
        let Understood { event, id, about, effect } = delivery.understand().map_err(NotTaken::Malformed)?;
        for (source, settings) in believing {
            let is_meant = about.is_empty() || about.iter().any(|owner| D::concerns(&settings, owner));
            let wanted = if is_meant { effect.clone() } else { Effect::default() };
            self.write_down(&source, (&event, &id), &wanted).await?;
        }
        self.came.notify_one();
        Ok(())
    }

    /// The sources that know a delivery to be their host's.
    async fn believing<D: Delivery>(
        &self,
        only: Option<&str>,
        delivery: &D,
    ) -> Result<Vec<(String, D::Settings)>, StoreError> {
        let rows = self.store.read().await?.remotes().await?;
        let rows = rows.into_iter().filter(|row| only.is_none_or(|only| row.name == only));
        let mut believing = Vec::new();
        for row in rows {
            let Some(settings) = serde_json::from_str(&row.remote).ok().and_then(D::settings) else { continue };
            let Some(secret) = D::secret(&settings) else { continue };
            match secret.resolve() {
                Ok(secret) if delivery.is_of_who_knows(&secret) => believing.push((row.name, settings)),
                Ok(_) => {}
                Err(error) => warn!(source = row.name, %error, "the source takes no deliveries"),
            }
        }
        Ok(believing)
    }

    async fn write_down(&self, source: &str, (event, id): (&str, &str), wanted: &Effect) -> Result<(), StoreError> {
        let now = now_ms();
        let happening = wanted.happening.as_ref().and_then(|happening| serde_json::to_string(happening).ok());
        let row = DeliveryRow {
            source: source.to_owned(),
            id: id.to_owned(),
            event: event.to_owned(),
            received_at: now,
            effect: happening,
        };
        let mut tx = self.store.write().await?;
        if !tx.take_delivery(&row).await? {
            return Ok(());
        }
        if let Some(repository) = wanted.repository.clone() {
            let hint = RepositoryHint { repository, head: wanted.head.clone(), hinted_at: now };
            tx.hint_repository(source, &hint).await?;
        }
        if wanted.discover {
            tx.ask_to_read(source).await?;
        }
        tx.commit().await?;
        if wanted.repository.is_some() || wanted.discover {
            self.ingest.call();
        }
        info!(source, event, delivery = id, "a delivery");
        Ok(())
    }

    /// Does what is to be done about deliveries, until it is dropped: also about those that another process took, and did
    /// not come to.
    pub async fn run(self) {
        let mut retry = Backoff::new(RETRY.0, RETRY.1);
        loop {
            let pause = match self.catch_up().await {
                Ok(true) => continue,
                // Another process may have taken some, and not come to them.
                Ok(false) => {
                    retry.reset();
                    LOOK
                }
                Err(error) => {
                    warn!(%error, "what was told by deliveries was not written down; it is tried again");
                    retry.pause()
                }
            };
            let _ = tokio::time::timeout(pause, self.came.notified()).await;
        }
    }

    /// Whether there was something to do.
    async fn catch_up(&self) -> Result<bool, StoreError> {
        let open = self.store.read().await?.open_deliveries(TOGETHER).await?;
        for row in &open {
            if let Some(Ok(happening)) = row.effect.as_deref().map(serde_json::from_str) {
                tell(&self.store, &self.cell, self.ingest.hint(), row, &happening).await?;
            }
            let mut tx = self.store.write().await?;
            tx.close_delivery(&row.source, &row.id).await?;
            tx.commit().await?;
        }
        Ok(!open.is_empty())
    }
}
