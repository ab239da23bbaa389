//! The addresses that a source names, as they are now.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use catalog_schema::limits::Limits;
use catalog_schema::wire::Budget;
use url::Url;

use super::settings::UrlSettings;
use super::tree::UrlTree;
use crate::guarded_http::{Get, GetError, Got, Guard, GuardedClient, Network};
use crate::sources::remote::{Discovery, Known, Progress, Reading, Remote, RemoteError, Repository};

/// How long one file may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Descriptors behind web addresses.
pub struct UrlRemote {
    settings: UrlSettings,
    client: Result<GuardedClient, String>,
    asked: Arc<AtomicU64>,
}

impl UrlRemote {
    /// The addresses of a source.
    pub fn new(settings: UrlSettings) -> Self {
        let guard = Guard::new(settings.private_networks.clone());
        Self::guarded(settings, guard, PATIENCE)
    }

    /// The same by another guard and with other patience.
    pub fn guarded(settings: UrlSettings, guard: Guard, patience: Duration) -> Self {
        let client = GuardedClient::new(guard, Limits::remote().file_bytes as u64, patience);
        Self { settings, client: client.map_err(|error| error.to_string()), asked: Arc::default() }
    }

    fn repository(url: &str) -> Repository {
        Repository { id: url.to_owned(), name: url.to_owned(), url: url.to_owned(), ..Repository::default() }
    }
}

#[async_trait]
impl Remote for UrlRemote {
    async fn discover(&self, progress: &Progress) -> Result<Discovery, RemoteError> {
        progress.found(self.settings.urls.len());
        let repositories = self.settings.urls.iter().map(|url| Self::repository(url)).collect();
        Ok(Discovery { repositories, problems: Vec::new() })
    }

    async fn look_up(&self, id: &str) -> Result<Option<Repository>, RemoteError> {
        Ok(self.settings.urls.iter().any(|url| url == id).then(|| Self::repository(id)))
    }

    async fn read(&self, repository: &Repository, known: Option<&Known>) -> Result<Reading, RemoteError> {
        let url = Url::parse(&repository.url).map_err(|error| RemoteError::Refused(error.to_string()))?;
        let client = self.client.clone().map_err(RemoteError::Unreachable)?;
        let token = self.settings.token.as_ref().map(|token| token.resolve()).transpose()?;
        let etag = known.and_then(|known| known.etag.as_deref());
        self.asked.fetch_add(1, Ordering::Relaxed);
        match client
            .get(Get { url: &url, etag, modified: None, token: token.as_ref() })
            .await
            .map_err(|error| told(&error))?
        {
            Got::NotModified => Ok(Reading::Unchanged),
            Got::File { bytes, etag, .. } => {
                let asked = Arc::clone(&self.asked);
                Ok(Reading::Tree(Arc::new(UrlTree::new(url, bytes, etag, client, token, asked))))
            }
        }
    }

    async fn is_head(&self, _repository: &Repository, _commit: &str) -> Result<bool, RemoteError> {
        Ok(true)
    }

    fn private_networks(&self) -> &[Network] {
        &self.settings.private_networks
    }

    fn budget(&self) -> Vec<Budget> {
        vec![Budget { name: "requests".to_owned(), used: self.asked.load(Ordering::Relaxed), ..Budget::default() }]
    }
}

/// What is to be done about a failure.
pub(super) fn told(error: &GetError) -> RemoteError {
    let words = error.to_string();
    match error {
        GetError::Status { status: 401 | 403, .. } => {
            RemoteError::Denied(format!("{words}: it wants another token, or one at all; `token` says where that is"))
        }
        GetError::Status { status: 404 | 410, .. } => RemoteError::NotFound(words),
        GetError::Status { .. } | GetError::Unreachable { .. } => RemoteError::Unreachable(words),
        GetError::Address(_) | GetError::Guard(_) | GetError::TooLarge { .. } => RemoteError::Refused(words),
    }
}
