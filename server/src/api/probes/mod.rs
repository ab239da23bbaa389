//! What supervisors and monitoring ask.

pub(super) mod healthz;
pub(super) mod metrics;
pub(super) mod readyz;
