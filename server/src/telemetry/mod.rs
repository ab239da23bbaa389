//! What the server says of itself: logs and metrics.

mod logging;
mod metrics;
mod requests;
mod work;

pub use logging::{LogFormat, LoggingError, init_logging};
pub use metrics::{MetricsError, install_metrics};
pub use requests::observe;

pub(crate) use metrics::record_catalog;
pub(crate) use work::{describe_work, record_decoded, record_indexed, record_sync};
