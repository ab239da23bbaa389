//! Times as people say them, the exact one on hover.

use jiff::Timestamp;
use leptos::prelude::*;

/// How long ago an RFC 3339 time was, counted from `now` (milliseconds since the Unix epoch).
pub(crate) fn time_ago(time: &str, now: i64) -> impl IntoView + use<> {
    let said = match time.parse::<Timestamp>() {
        Ok(parsed) => ago((now - parsed.as_millisecond()) / 1000),
        Err(_) => time.to_owned(),
    };
    view! { <time datetime=time.to_owned() title=time.to_owned()>{said}</time> }
}

/// A day, such as `2026-12-01`.
pub(crate) fn day(day: &str) -> AnyView {
    view! { <time datetime=day.to_owned()>{day.to_owned()}</time> }.into_any()
}

/// Seconds in words: one unit, rounded down.
fn ago(seconds: i64) -> String {
    const UNITS: [(i64, &str); 5] =
        [(365 * 86_400, "year"), (30 * 86_400, "month"), (86_400, "day"), (3_600, "hour"), (60, "minute")];
    for (length, name) in UNITS {
        let count = seconds / length;
        if count >= 1 {
            let plural = if count == 1 { "" } else { "s" };
            return format!("{count} {name}{plural} ago");
        }
    }
    "just now".to_owned()
}

#[cfg(test)]
mod tests {
    use super::ago;

    #[test]
    fn one_unit_rounded_down() {
        assert_eq!(ago(-5), "just now");
        assert_eq!(ago(59), "just now");
        assert_eq!(ago(60), "1 minute ago");
        assert_eq!(ago(7_199), "1 hour ago");
        assert_eq!(ago(2 * 86_400), "2 days ago");
        assert_eq!(ago(400 * 86_400), "1 year ago");
    }
}
