//! Until when something is to be reached.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use leptos::prelude::*;

use crate::components::{counted, day};

/// The day, and how far away it is; `now` is in milliseconds since the Unix epoch.
pub(crate) fn due(due_on: &str, now: i64) -> AnyView {
    view! {
        {day(due_on)}
        " "
        <span class="due-in">{words(due_on, now)}</span>
    }
    .into_any()
}

/// The day of a moment in milliseconds since the Unix epoch, in UTC.
pub(super) fn today(now: i64) -> String {
    let moment = Timestamp::from_millisecond(now).unwrap_or(Timestamp::UNIX_EPOCH);
    moment.to_zoned(TimeZone::UTC).date().to_string()
}

/// `in 12 days`, `today`, `3 days ago`.
fn words(due_on: &str, now: i64) -> String {
    let days = today(now).parse::<Date>().ok().zip(due_on.parse::<Date>().ok());
    let days = days.and_then(|(today, due)| due.since(today).ok()).map(|span| i64::from(span.get_days()));
    match days {
        None => String::new(),
        Some(0) => "today".to_owned(),
        Some(days) if days > 0 => format!("in {}", counted(days.unsigned_abs(), "day", "days")),
        Some(days) => format!("{} ago", counted(days.unsigned_abs(), "day", "days")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-21.
    const NOW: i64 = 1_795_219_200_000;

    #[test]
    fn days_are_counted_from_today() {
        for (day, expected) in [
            ("2026-11-21", "today"),
            ("2026-11-22", "in 1 day"),
            ("2026-12-31", "in 40 days"),
            ("2026-11-18", "3 days ago"),
        ] {
            assert_eq!(words(day, NOW), expected);
        }
    }
}
