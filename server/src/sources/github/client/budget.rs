//! What is left of the requests that GitHub allows.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::HeaderMap;

use crate::sources::forge::Allowance;

/// What was asked and what is left. It counts from the start of the process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Requests of any sort.
    pub requests: u64,
    /// Those that were answered with "not modified", which costs nothing.
    pub not_modified: u64,
    /// Points of GraphQL.
    pub points: u64,
    /// What is left of REST; none before the first answer.
    pub rest: Option<Allowance>,
    /// What is left of GraphQL, in points.
    pub graphql: Option<Allowance>,
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
    pub(super) fn count(&self, headers: &HeaderMap, not_modified: bool) {
        let mut spent = self.lock();
        spent.requests += 1;
        spent.not_modified += u64::from(not_modified);
        let number = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()?.trim().parse::<u64>().ok());
        let (Some(limit), Some(remaining)) = (number("x-ratelimit-limit"), number("x-ratelimit-remaining")) else {
            return;
        };
        let resets_at = number("x-ratelimit-reset").and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or_default();
        let allowance = Allowance { limit, remaining, resets_at: resets_at.saturating_mul(1_000) };
        match headers.get("x-ratelimit-resource").and_then(|value| value.to_str().ok()) {
            Some("graphql") => spent.graphql = Some(allowance),
            Some("core") | None => spent.rest = Some(allowance),
            Some(_) => {}
        }
    }

    /// A request that had no answer.
    pub(super) fn count_failure(&self) {
        self.lock().requests += 1;
    }

    pub(super) fn spend_points(&self, points: u64) {
        self.lock().points += points;
    }

    /// Until when nothing may be asked: a limit was run into, or nothing is left of the one that the request is of.
    pub(super) fn blocked_until(&self, is_graphql: bool, now: i64) -> Option<i64> {
        let mut spent = self.lock();
        spent.paused_until = spent.paused_until.filter(|until| *until > now);
        let allowance = if is_graphql { spent.graphql } else { spent.rest };
        spent.paused_until.max(allowance.and_then(|left| left.blocked_until(now)))
    }

    pub(super) fn pause(&self, until: i64) {
        let mut spent = self.lock();
        spent.paused_until = spent.paused_until.max(Some(until));
    }

    fn lock(&self) -> MutexGuard<'_, Spent> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
