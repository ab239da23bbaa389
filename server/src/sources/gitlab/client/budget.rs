//! What is left of the requests that GitLab allows.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::HeaderMap;

use crate::sources::forge::Allowance;

/// What was asked and what is left. It counts from the start of the process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Requests of any sort.
    pub requests: u64,
    /// What is left of the limit that the last answer told of: GitLab tells the narrowest. None where there is no limit.
    pub left: Option<Allowance>,
    /// Nothing is asked before this time, milliseconds since the Unix epoch.
    pub paused_until: Option<i64>,
}

/// The count, shared by everything that asks. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Budget(Arc<Mutex<Spent>>);

impl Budget {
    /// What was asked and what is left by now.
    pub fn spent(&self) -> Spent {
        *self.lock()
    }

    /// Counts an answer and takes over what it says of its limit.
    pub(super) fn count(&self, headers: &HeaderMap) {
        let mut spent = self.lock();
        spent.requests += 1;
        let number = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()?.trim().parse::<u64>().ok());
        if let (Some(limit), Some(remaining)) = (number("ratelimit-limit"), number("ratelimit-remaining")) {
            let resets_at = number("ratelimit-reset").and_then(|seconds| i64::try_from(seconds).ok());
            let resets_at = resets_at.unwrap_or_default().saturating_mul(1_000);
            spent.left = Some(Allowance { limit, remaining, resets_at });
        }
    }

    /// A request that had no answer.
    pub(super) fn count_failure(&self) {
        self.lock().requests += 1;
    }

    /// Until when nothing may be asked: a limit was run into, or nothing is left of it.
    pub(super) fn blocked_until(&self, now: i64) -> Option<i64> {
        let mut spent = self.lock();
        spent.paused_until = spent.paused_until.filter(|until| *until > now);
        spent.paused_until.max(spent.left.and_then(|left| left.blocked_until(now)))
    }

    pub(super) fn pause(&self, until: i64) {
        let mut spent = self.lock();
        spent.paused_until = spent.paused_until.max(Some(until));
    }

    fn lock(&self) -> MutexGuard<'_, Spent> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
