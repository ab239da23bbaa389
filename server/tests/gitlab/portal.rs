//! A portal whose one source is the fake.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use axum::response::Response;
use http_body_util::BodyExt;
use serde_json::{Map, Value, json};
use sextant_server::addresses::AddressSettings;
use sextant_server::app::{App, AppOptions};
use sextant_server::sources::kinds::RemoteSettings;
use sextant_server::store::{RemoteSyncRow, SourceSettings};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::fake::Fake;

/// Far more than anything here takes; a broken test ends instead of hanging.
const PATIENCE: Duration = Duration::from_secs(300);
/// The name of the source.
pub(crate) const SOURCE: &str = "acme";
/// What the fake sends with deliveries.
pub(crate) const SECRET: &str = "between the two of us";

/// A portal whose one source is the fake.
pub(crate) struct Portal {
    pub(crate) app: App,
    directory: TempDir,
    settings: RemoteSettings,
}

impl Portal {
    /// A portal that reads the fake's group; `more` is said of the source, too.
    pub(crate) async fn start(fake: &Fake, more: &Value) -> Self {
        let directory = TempDir::new().unwrap();
        let secret = |name: &str, text: &str| {
            let path = directory.path().join(name);
            std::fs::write(&path, text).unwrap();
            json!({ "file": path })
        };
        let mut keys = Map::new();
        keys.insert("group".to_owned(), json!("acme"));
        keys.insert("url".to_owned(), json!(fake.address()));
        keys.insert("token".to_owned(), secret("token", "glpat-test"));
        keys.insert("webhook_secret".to_owned(), secret("hook", SECRET));
        keys.extend(more.as_object().unwrap().clone());
        let settings = RemoteSettings::of("gitlab", keys).unwrap();
        let app = Self::open(&directory, &settings).await;
        Self { app, directory, settings }
    }

    /// The same, where this is the secret of webhooks.
    pub(crate) async fn with_webhook_secret(fake: &Fake, secret: &str) -> Self {
        let portal = Self::start(fake, &json!({})).await;
        std::fs::write(portal.directory.path().join("hook"), secret).unwrap();
        portal
    }

    async fn open(directory: &TempDir, settings: &RemoteSettings) -> App {
        let kinds = ["component", "api", "group", "user"].map(str::to_owned);
        let policy = SourceSettings { kinds: Some(BTreeSet::from(kinds)), ..SourceSettings::default() };
        let options = AppOptions {
            data_dir: directory.path().join("data"),
            remote_sources: BTreeMap::from([(SOURCE.to_owned(), settings.clone())]),
            sources: BTreeMap::from([(SOURCE.to_owned(), policy)]),
            addresses: AddressSettings {
                interval: Duration::from_millis(50),
                private_networks: vec!["127.0.0.1".parse().unwrap()],
                ..AddressSettings::default()
            },
            ..AppOptions::default()
        };
        App::start(options).await.unwrap()
    }

    /// Ends the process and begins the next one over the same data.
    pub(crate) async fn restart(self) -> Self {
        let Self { app, directory, settings } = self;
        app.stop().await;
        let app = Self::open(&directory, &settings).await;
        Self { app, directory, settings }
    }

    /// How the reading goes.
    pub(crate) async fn state(&self) -> RemoteSyncRow {
        self.app.store().read().await.unwrap().remote_sync(SOURCE).await.unwrap().unwrap_or_default()
    }

    /// Waits until a sync has ended that began after `before`, and the catalog shows it.
    pub(crate) async fn synced(&self, before: Option<i64>) -> RemoteSyncRow {
        let is_done = |row: &RemoteSyncRow| row.ended_at > before && row.ended_at >= row.started_at;
        let row = tokio::time::timeout(PATIENCE, async {
            loop {
                let row = self.state().await;
                if is_done(&row) {
                    return row;
                }
                tokio::task::yield_now().await;
            }
        });
        let row = row.await.unwrap();
        self.caught_up().await;
        row
    }

    /// Has all of it read again.
    pub(crate) async fn sync(&self) -> RemoteSyncRow {
        let before = self.state().await.ended_at;
        let mut tx = self.app.store().write().await.unwrap();
        tx.ask_to_read(SOURCE).await.unwrap();
        tx.commit().await.unwrap();
        self.app.ingest().call();
        self.synced(before).await
    }

    /// Waits until the catalog shows what the store has.
    pub(crate) async fn caught_up(&self) {
        let revision = self.app.store().read().await.unwrap().head().await.unwrap().revision;
        tokio::time::timeout(PATIENCE, self.app.cell().wait_for(revision)).await.unwrap();
    }

    /// Waits until this holds.
    pub(crate) async fn until(&self, holds: impl AsyncFn() -> bool) {
        let wait = async {
            while !holds().await {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, wait).await.unwrap();
    }

    /// Whether the catalog has an entity.
    pub(crate) fn has(&self, reference: &str) -> bool {
        self.app.cell().load().get(&reference.parse().unwrap()).is_some()
    }

    pub(crate) fn entities(&self) -> usize {
        self.app.cell().load().entity_count()
    }

    /// Sends a delivery as GitLab does, by the secret token.
    pub(crate) async fn deliver(&self, id: &str, payload: &Value) -> u16 {
        let request = Request::post("/webhooks/gitlab")
            .header("content-type", "application/json")
            .header("x-gitlab-event", "System Hook")
            .header("x-gitlab-token", SECRET)
            .header("x-gitlab-event-uuid", "13792a34-cac6-4fda-95a8-c58e00a3954e")
            .header("idempotency-key", id);
        self.send(request.body(Body::from(payload.to_string())).unwrap()).await.status().as_u16()
    }

    /// The body of what is answered to who looks.
    pub(crate) async fn get(&self, path: &str) -> String {
        let response = self.send(Request::get(path).body(Body::empty()).unwrap()).await;
        let body = response.into_body().collect().await.unwrap().to_bytes();
        String::from_utf8_lossy(&body).into_owned()
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Response {
        self.app.router().oneshot(request).await.unwrap()
    }
}
