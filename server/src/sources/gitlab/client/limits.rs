//! What an answer says of GitLab's limits. <https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/>

use http::StatusCode;

use super::answer::Answer;

/// How long to wait after a limit that does not say it, in milliseconds. Limits of the application have no headers.
const A_MINUTE: i64 = 60_000;
/// What is added to the moment at which a limit ends: clocks differ.
const MARGIN: i64 = 1_000;

/// When to ask again, in milliseconds since the Unix epoch, where an answer says that there were too many requests; none where
/// it says something else. `again` is how often it was asked before.
pub(super) fn limit(answer: &Answer, now: i64, again: u32) -> Option<i64> {
    if answer.status != StatusCode::TOO_MANY_REQUESTS {
        return None;
    }
    let number = |name: &str| answer.header(name).and_then(|value| value.trim().parse::<i64>().ok());
    if let Some(seconds) = number("retry-after") {
        return Some(now.saturating_add(seconds.clamp(1, 86_400) * 1_000));
    }
    if let Some(seconds) = number("ratelimit-reset").filter(|_| number("ratelimit-remaining") == Some(0)) {
        return Some(seconds.saturating_mul(1_000).max(now).saturating_add(MARGIN));
    }
    Some(now + (A_MINUTE << again.min(5)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: u16, headers: &[(&'static str, &'static str)], again: u32) -> Option<i64> {
        let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        let status = StatusCode::from_u16(status).unwrap();
        limit(&Answer { status, headers, body: b"Retry later".to_vec(), path: String::new() }, 1_000_000, again)
    }

    #[test]
    fn a_limit_says_until_when() {
        assert_eq!(of(429, &[("retry-after", "30"), ("ratelimit-reset", "9")], 0), Some(1_030_000));
        assert_eq!(of(429, &[("ratelimit-remaining", "0"), ("ratelimit-reset", "2000")], 0), Some(2_001_000));
        let past = [("ratelimit-remaining", "0"), ("ratelimit-reset", "7")];
        assert_eq!(of(429, &past, 0), Some(1_001_000), "by a clock that is behind");
        assert_eq!(of(429, &[("ratelimit-remaining", "9"), ("ratelimit-reset", "2000")], 0), Some(1_060_000));
        assert_eq!(of(429, &[], 2), Some(1_240_000), "longer each time");
        assert_eq!(of(403, &[("retry-after", "30")], 0), None);
    }
}
