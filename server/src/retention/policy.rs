//! What is kept, and for how long.

use std::time::Duration;

/// What is kept, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Steps of the change log, the newest; the revision in which the limit falls stays whole. Feeds that were away for
    /// longer have to read the catalog anew.
    pub changes: u64,
    /// Versions of each entity that are kept whatever their age, at least 1: the newest.
    pub versions: u32,
    /// Versions younger than this are kept whatever their number, and so is all of an entity that is gone.
    pub age: Duration,
    /// Events that happened longer ago than this are dropped.
    pub events: Duration,
}

impl Default for Retention {
    fn default() -> Self {
        let days = |days: u64| Duration::from_secs(days * 86_400);
        // More than a year, so that this year's can be compared with last year's.
        Self { changes: 500_000, versions: 50, age: days(365), events: days(400) }
    }
}
