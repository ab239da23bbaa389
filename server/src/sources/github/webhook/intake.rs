//! Taking deliveries: checked, written down, answered, and done about afterwards.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tracing::{info, warn};

use super::told::tell;
use super::{Effect, Payload, effect, verify};
use crate::backoff::Backoff;
use crate::clock::now_ms;
use crate::follow::LiveCell;
use crate::ingest::Ingest;
use crate::sources::github::GithubSettings;
use crate::sources::kinds::RemoteSettings;
use crate::store::{DeliveryRow, RepositoryHint, Store, StoreError};

/// The longest id and name of an event, in bytes.
const LONGEST_WORD: usize = 100;
/// Deliveries that are looked at together.
const TOGETHER: u32 = 50;
/// How often it is looked for deliveries that another process took.
const LOOK: Duration = Duration::from_secs(60);
/// The pause before what failed is tried again, and the longest one.
const RETRY: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(300));

/// A delivery as it comes.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'d> {
    /// `X-GitHub-Event`.
    pub event: Option<&'d str>,
    /// `X-GitHub-Delivery`.
    pub id: Option<&'d str>,
    /// `X-Hub-Signature-256`.
    pub signature: Option<&'d str>,
    /// Every byte of the body.
    pub body: &'d [u8],
    /// The body is a form, whose field `payload` has the JSON.
    pub is_form: bool,
}

/// Why a delivery is not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// No source that it may be for knows it to be GitHub's.
    #[error(
        "the delivery is not signed with the secret of a source; set the webhook's secret to the source's `webhook_secret`"
    )]
    Unsigned,
    /// It is signed, and none that GitHub makes.
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
    pub async fn take(&self, only: Option<&str>, delivery: &Delivery<'_>) -> Result<(), NotTaken> {
        let believing = self.believing(only, delivery).await?;
        if believing.is_empty() {
            return Err(NotTaken::Unsigned);
        }
        let malformed = |why: &str| NotTaken::Malformed(why.to_owned());
        let is_word =
            |word: &&str| (1..=LONGEST_WORD).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_graphic());
        let event = delivery.event.filter(is_word).ok_or_else(|| malformed("it has no X-GitHub-Event"))?;
        let id = delivery.id.filter(is_word).ok_or_else(|| malformed("it has no X-GitHub-Delivery"))?;
        let payload = payload(delivery).map_err(NotTaken::Malformed)?;
        let owners = payload.owners();
        let effect = effect(event, &payload);
        for (source, settings) in believing {
            let is_meant = owners.is_empty() || owners.iter().any(|owner| settings.is_of(owner));
            let wanted = if is_meant { effect.clone() } else { Effect::default() };
            self.write_down(&source, (event, id), &wanted).await?;
        }
        self.came.notify_one();
        Ok(())
    }

    /// The sources that know a delivery to be GitHub's.
    async fn believing(
        &self,
        only: Option<&str>,
        delivery: &Delivery<'_>,
    ) -> Result<Vec<(String, GithubSettings)>, StoreError> {
        let rows = self.store.read().await?.remotes().await?;
        let rows = rows.into_iter().filter(|row| only.is_none_or(|only| row.name == only));
        let mut believing = Vec::new();
        for row in rows {
            let Ok(RemoteSettings::Github(settings)) = serde_json::from_str(&row.remote) else { continue };
            let Some(secret) = &settings.webhook_secret else { continue };
            match secret.resolve() {
                Ok(secret) if verify(secret.reveal().as_bytes(), delivery.body, delivery.signature).is_ok() => {
                    believing.push((row.name, *settings));
                }
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
        if let Some(repository) = wanted.repository {
            let hint = RepositoryHint { repository: repository.to_string(), head: wanted.head.clone(), hinted_at: now };
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
                    warn!(%error, "what GitHub told was not written down; it is tried again");
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

fn payload(delivery: &Delivery<'_>) -> Result<Payload, String> {
    if !delivery.is_form {
        return Payload::read(delivery.body).map_err(|error| error.to_string());
    }
    let field = url::form_urlencoded::parse(delivery.body).find(|(name, _)| name == "payload");
    let (_, json) = field.ok_or("the form has no field `payload`")?;
    Payload::read(json.as_bytes()).map_err(|error| error.to_string())
}
