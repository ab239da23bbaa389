//! Moments as who pushes facts writes them.

use jiff::Timestamp;

/// Milliseconds since the Unix epoch of a moment as RFC 3339 has it; none for what is no moment.
pub(super) fn moment(text: &str) -> Option<i64> {
    Some(text.parse::<Timestamp>().ok()?.as_millisecond())
}
