//! What an answer says of GitHub's limits.
//! <https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api>

use http::StatusCode;

use super::Answer;

/// How long to wait after a secondary limit that does not say it, in milliseconds.
const A_MINUTE: i64 = 60_000;
/// What is added to the moment at which a limit ends: clocks differ.
const MARGIN: i64 = 1_000;

/// Which limit a request ran into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// The number of requests an hour; there are more at this time (milliseconds since the Unix epoch).
    Primary(i64),
    /// Too much at once; to be asked again at this time.
    Secondary(i64),
}

impl Limit {
    /// The limit that an answer tells of; none where it was refused for another reason. `again` is how often it was asked
    /// before.
    pub(super) fn of(answer: &Answer, now: i64, again: u32) -> Option<Self> {
        if ![StatusCode::FORBIDDEN, StatusCode::TOO_MANY_REQUESTS].contains(&answer.status) {
            return None;
        }
        let number = |name: &str| answer.header(name).and_then(|value| value.trim().parse::<i64>().ok());
        if let Some(seconds) = number("retry-after") {
            return Some(Self::Secondary(now.saturating_add(seconds.clamp(1, 86_400) * 1_000)));
        }
        if number("x-ratelimit-remaining") == Some(0) {
            let reset = number("x-ratelimit-reset").map_or(now + A_MINUTE, |seconds| seconds.saturating_mul(1_000));
            return Some(Self::Primary(reset.max(now).saturating_add(MARGIN)));
        }
        let message = answer.message().to_ascii_lowercase();
        let is_limit = answer.status == StatusCode::TOO_MANY_REQUESTS
            || message.contains("secondary rate limit")
            || message.contains("abuse detection");
        is_limit.then(|| Self::Secondary(now + (A_MINUTE << again.min(5))))
    }

    /// When to ask again, in milliseconds since the Unix epoch.
    pub(super) fn until(self) -> i64 {
        match self {
            Self::Primary(until) | Self::Secondary(until) => until,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use http::HeaderMap;

    use super::*;

    fn limit(status: u16, headers: &[(&'static str, &'static str)], message: &str, again: u32) -> Option<Limit> {
        let headers: HeaderMap =
            headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        let body = serde_json::json!({ "message": message }).to_string();
        let status = StatusCode::from_u16(status).unwrap();
        Limit::of(&Answer { status, headers, body: Arc::from(body.as_bytes()), path: String::new() }, 1_000_000, again)
    }

    #[test]
    fn a_limit_says_until_when() {
        let used_up = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "2000")];
        assert_eq!(limit(403, &used_up, "API rate limit exceeded", 0), Some(Limit::Primary(2_001_000)));
        assert_eq!(limit(429, &used_up, "", 0), Some(Limit::Primary(2_001_000)));
        let past = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "7")];
        assert_eq!(limit(403, &past, "", 0), Some(Limit::Primary(1_001_000)), "by a clock that is behind");
        assert_eq!(limit(403, &[("retry-after", "30")], "", 0), Some(Limit::Secondary(1_030_000)));
        let secondary = "You have exceeded a secondary rate limit.";
        assert_eq!(limit(403, &[], secondary, 0), Some(Limit::Secondary(1_060_000)));
        assert_eq!(limit(403, &[], secondary, 2), Some(Limit::Secondary(1_240_000)), "longer each time");
    }

    #[test]
    fn what_is_not_allowed_is_no_limit() {
        assert_eq!(limit(403, &[("x-ratelimit-remaining", "4999")], "Resource not accessible by integration", 0), None);
        assert_eq!(limit(404, &[("x-ratelimit-remaining", "0")], "Not Found", 0), None);
    }
}
