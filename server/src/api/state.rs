//! What handlers share.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRef;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::sync::{Semaphore, watch};
use web::portal::Portal;

use super::{Readers, Readiness};
use crate::auth::Auth;
use crate::exemptions::Exemptions;
use crate::managed::Managed;
use crate::sources::forge::webhook::Webhooks;
use crate::sources::push::Pushes;
use crate::sources::registry::Registry;
use crate::vocabulary::Vocabularies;

/// What handlers share. Cheap to clone.
#[derive(Clone)]
pub struct ApiState {
    /// The catalog.
    pub portal: Arc<dyn Portal>,
    /// Who may do what.
    pub auth: Auth,
    /// The entities that the portal keeps.
    pub managed: Managed,
    /// Changes sources.
    pub sources: Registry,
    /// Takes requests for exemptions, and decisions about them.
    pub exemptions: Exemptions,
    /// Defines custom fields and types.
    pub vocabularies: Vocabularies,
    /// Whether the catalog is there to be asked.
    pub readiness: Arc<Readiness>,
    /// Renders the process's metrics.
    pub metrics: PrometheusHandle,
    /// How long a request may wait for a revision.
    pub waits: Waits,
    /// How many may wait for changes at once.
    pub readers: Readers,
    /// Bodies that are taken at once: each is in memory whole.
    pub uploads: Arc<Semaphore>,
    /// Takes what pipelines push.
    pub pushes: Pushes,
    /// Pushes that are taken at once: the body of each is in memory, too.
    pub push_turns: Arc<Semaphore>,
    /// Takes what hosts of repositories tell.
    pub webhooks: Webhooks,
    /// Deliveries that are taken at once: who sends one is not known before it is there whole.
    pub deliveries: Arc<Semaphore>,
    /// Turns true when the server is asked to end: what waits for the catalog to change must not keep it.
    pub closing: watch::Receiver<bool>,
}

/// How long a request may wait for a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waits {
    /// Where it does not say for how long.
    pub usual: Duration,
    /// At most.
    pub most: Duration,
}

impl Default for Waits {
    fn default() -> Self {
        Self { usual: Duration::from_secs(5), most: Duration::from_secs(30) }
    }
}

impl ApiState {
    /// Completes when the server is asked to end.
    pub(super) async fn closed(&self) {
        let mut closing = self.closing.clone();
        if closing.wait_for(|closing| *closing).await.is_err() {
            // Whoever could ask is gone, and with it the server's end by request.
            std::future::pending::<()>().await;
        }
    }
}

impl FromRef<ApiState> for Auth {
    fn from_ref(state: &ApiState) -> Self {
        state.auth.clone()
    }
}

impl fmt::Debug for ApiState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiState").field("readiness", &self.readiness).finish_non_exhaustive()
    }
}
