//! What is left of a limit.

use catalog_schema::wire::Budget;

use crate::clock::rfc3339;

/// What is left of one limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Requests, or points, in a period.
    pub limit: u64,
    /// Those that are left.
    pub remaining: u64,
    /// When there are as many as the limit again, milliseconds since the Unix epoch.
    pub resets_at: i64,
}

impl Allowance {
    /// As it is shown: of `name` so many were used, and `left` is what is known of the limit.
    pub(in crate::sources) fn told(name: &str, used: u64, left: Option<Self>) -> Budget {
        Budget {
            name: name.to_owned(),
            used,
            limit: left.map(|left| left.limit),
            remaining: left.map(|left| left.remaining),
            resets_at: left.and_then(|left| rfc3339(left.resets_at)),
        }
    }

    /// Until when nothing may be asked of it, where nothing is left.
    pub(in crate::sources) fn blocked_until(self, now: i64) -> Option<i64> {
        (self.remaining == 0 && self.resets_at > now).then_some(self.resets_at)
    }
}
