//! Figures for Prometheus.

use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use metrics::{Unit, describe_gauge, describe_histogram, gauge};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};

/// How long answers take, in seconds, by method, route and status.
pub(super) const REQUEST_DURATION: &str = "sextant_http_request_duration_seconds";
/// How many entities the catalog has.
const ENTITIES: &str = "sextant_catalog_entities";
/// The revision that answers are of.
const REVISION: &str = "sextant_catalog_revision";
/// How old what is shown can be at most, in seconds.
const AGE: &str = "sextant_catalog_age_seconds";
/// 1 while the server is ready.
const READY: &str = "sextant_ready";
/// Always 1; the version is a label.
const BUILD: &str = "sextant_build_info";

/// Upper bounds of the buckets of request durations, in seconds. Dense around the promised 10 ms.
const BUCKETS: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 2.5, 10.0];

/// Samples gather until someone asks for the metrics; where nobody does, they are folded into buckets this often.
const UPKEEP: Duration = Duration::from_secs(10);

/// Why there are no metrics.
#[derive(Debug, thiserror::Error)]
pub enum MetricsError {
    /// Something else in this process records metrics already, or the set-up is not valid.
    #[error("metrics could not be set up: {0}")]
    Recorder(#[from] BuildError),
    /// The system gave no thread.
    #[error("no thread for the upkeep of metrics: {0}")]
    Upkeep(#[from] std::io::Error),
}

/// Starts recording metrics of the whole process; the handle renders them. Asked again, it gives the same handle.
///
/// # Errors
/// If something else records metrics of this process, or no thread can be started.
pub fn install_metrics() -> Result<PrometheusHandle, MetricsError> {
    static INSTALLED: Mutex<Option<PrometheusHandle>> = Mutex::new(None);
    let mut installed = INSTALLED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(handle) = &*installed {
        return Ok(handle.clone());
    }
    let handle = install()?;
    *installed = Some(handle.clone());
    Ok(handle)
}

fn install() -> Result<PrometheusHandle, MetricsError> {
    let builder = PrometheusBuilder::new();
    let builder = builder.set_buckets_for_metric(Matcher::Full(REQUEST_DURATION.to_owned()), &BUCKETS)?;
    let handle = builder.install_recorder()?;
    describe_histogram!(REQUEST_DURATION, Unit::Seconds, "Time to answer a request, by method, route and status");
    describe_gauge!(ENTITIES, "Entities in the catalog");
    describe_gauge!(REVISION, "The catalog revision that answers are of");
    describe_gauge!(
        AGE,
        Unit::Seconds,
        "Time since the database was last seen to have nothing newer than what is shown"
    );
    describe_gauge!(READY, "1 while the server answers from a loaded catalog that is not too old");
    describe_gauge!(BUILD, "Always 1; the version is a label");
    super::describe_work();
    gauge!(BUILD, "version" => env!("CARGO_PKG_VERSION")).set(1);
    let upkeep = handle.clone();
    thread::Builder::new().name("metrics-upkeep".to_owned()).spawn(move || {
        loop {
            thread::sleep(UPKEEP);
            upkeep.run_upkeep();
        }
    })?;
    Ok(handle)
}

/// Notes how the catalog stands now; `entities` is none while it cannot be counted.
pub(crate) fn record_catalog(ready: bool, revision: u64, entities: u64, age: Duration) {
    gauge!(READY).set(if ready { 1.0 } else { 0.0 });
    // Gauges are floating point; revisions and counts stay far below 2^53.
    gauge!(REVISION).set(revision as f64);
    gauge!(ENTITIES).set(entities as f64);
    gauge!(AGE).set(age.as_secs_f64());
}
