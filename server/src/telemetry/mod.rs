//! What the server says of itself: logs and metrics.

mod logging;
mod metrics;
mod requests;

pub use logging::{LogFormat, LoggingError, init_logging};
pub use metrics::{MetricsError, install_metrics};
pub use requests::observe;

pub(crate) use metrics::record_catalog;
