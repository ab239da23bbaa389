//! The wall clock, read at one place, and how times are written.

use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since the Unix epoch.
pub fn now_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|elapsed| i64::try_from(elapsed.as_millis()).ok())
        .unwrap_or(0)
}

/// A time, in milliseconds since the Unix epoch, as RFC 3339 in UTC; none beyond the year 9999.
pub fn rfc3339(milliseconds: i64) -> Option<String> {
    jiff::Timestamp::from_millisecond(milliseconds).ok().map(|timestamp| timestamp.to_string())
}

/// The day of a time, in milliseconds since the Unix epoch, as `2026-12-01` in UTC; empty beyond the year 9999.
pub fn day(milliseconds: i64) -> String {
    let time = rfc3339(milliseconds).unwrap_or_default();
    time.split('T').next().unwrap_or_default().to_owned()
}
