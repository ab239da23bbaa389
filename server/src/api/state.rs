//! What handlers share.

use std::fmt;
use std::sync::Arc;

use metrics_exporter_prometheus::PrometheusHandle;
use web::portal::Portal;

use super::Readiness;

/// What handlers share. Cheap to clone.
#[derive(Clone)]
pub struct ApiState {
    /// The catalog.
    pub portal: Arc<dyn Portal>,
    /// Whether the catalog is there to be asked.
    pub readiness: Arc<Readiness>,
    /// Renders the process's metrics.
    pub metrics: PrometheusHandle,
}

impl fmt::Debug for ApiState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiState").field("readiness", &self.readiness).finish_non_exhaustive()
    }
}
