//! The wall clock, read at one place, and how times are written.

use std::fmt;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since the Unix epoch.
pub fn now_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|elapsed| i64::try_from(elapsed.as_millis()).ok())
        .unwrap_or(0)
}

/// What tells the time, in milliseconds since the Unix epoch: the wall clock, or what a test puts in its place. Cheap to
/// clone.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> i64 + Send + Sync>);

impl Clock {
    /// One that tells what `now` does.
    pub fn new(now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// Milliseconds since the Unix epoch.
    pub fn now(&self) -> i64 {
        (self.0)()
    }
}

impl Default for Clock {
    /// The wall clock.
    fn default() -> Self {
        Self::new(now_ms)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clock").finish_non_exhaustive()
    }
}

/// The day of a time, in milliseconds since the Unix epoch, in UTC, such as `2026-12-01`; empty beyond the year 9999.
pub fn day(milliseconds: i64) -> String {
    let time = jiff::Timestamp::from_millisecond(milliseconds).ok();
    time.map_or_else(String::new, |time| time.to_zoned(jiff::tz::TimeZone::UTC).date().to_string())
}

/// A time, in milliseconds since the Unix epoch, as RFC 3339 in UTC; none beyond the year 9999.
pub fn rfc3339(milliseconds: i64) -> Option<String> {
    jiff::Timestamp::from_millisecond(milliseconds).ok().map(|timestamp| timestamp.to_string())
}

/// A time that is written as RFC 3339 has it, in milliseconds since the Unix epoch.
pub fn parse_rfc3339(text: &str) -> Option<i64> {
    text.parse::<jiff::Timestamp>().ok().map(|time| time.as_millisecond())
}
