//! The days on which something changed.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::sync::Sync;

/// Syncs of one day, which follow each other.
pub(super) struct Day<'a> {
    /// Such as `Today`, or `Friday, 20 November 2026`; by UTC, as all times are.
    pub(super) title: String,
    pub(super) syncs: Vec<Sync<'a>>,
}

/// The name of the day of a time that is RFC 3339; `now` in milliseconds since the Unix epoch.
pub(super) fn day_title(time: &str, now: i64) -> String {
    title(Some(time), Timestamp::from_millisecond(now).ok().map(date))
}

/// The syncs by day, in their order; `now` in milliseconds since the Unix epoch.
pub(super) fn days(syncs: Vec<Sync<'_>>, now: i64) -> Vec<Day<'_>> {
    let today = Timestamp::from_millisecond(now).ok().map(date);
    let mut days: Vec<Day<'_>> = Vec::new();
    for sync in syncs {
        let title = title(sync.time(), today);
        match days.last_mut() {
            Some(day) if day.title == title => day.syncs.push(sync),
            _ => days.push(Day { title, syncs: vec![sync] }),
        }
    }
    days
}

fn date(time: Timestamp) -> Date {
    time.to_zoned(TimeZone::UTC).date()
}

fn title(time: Option<&str>, today: Option<Date>) -> String {
    let Some(day) = time.and_then(|time| time.parse::<Timestamp>().ok()).map(date) else {
        return "Some time ago".to_owned();
    };
    if today == Some(day) {
        return "Today".to_owned();
    }
    if today.is_some_and(|today| day.tomorrow().is_ok_and(|next| next == today)) {
        return "Yesterday".to_owned();
    }
    day.strftime("%A, %-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_names() {
        let today = "2026-11-20T00:00:00Z".parse().ok().map(date);
        let title = |time| title(Some(time), today);
        assert_eq!(title("2026-11-20T23:59:59Z"), "Today");
        assert_eq!(title("2026-11-19T00:00:00Z"), "Yesterday");
        assert_eq!(title("2026-11-08T12:00:00Z"), "Sunday, 8 November 2026");
        assert_eq!(super::title(None, today), "Some time ago");
    }
}
