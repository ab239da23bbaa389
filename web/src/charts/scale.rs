//! Where values and days are in a drawing.

use jiff::civil::Date;

/// Days are told by their number from here on.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// The number of a day (`2026-12-01`); none of what is no day.
pub(super) fn day_number(day: &str) -> Option<i32> {
    let date: Date = day.parse().ok()?;
    EPOCH.until(date).ok().map(|span| span.get_days())
}

/// The lowest and the highest value of a scale that has all of these, in whole steps of ten; never empty.
pub(super) fn bounds(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let low = values.clone().fold(f64::INFINITY, f64::min);
    let high = values.fold(f64::NEG_INFINITY, f64::max);
    if !low.is_finite() || !high.is_finite() {
        return (0.0, 10.0);
    }
    let (low, high) = ((low / 10.0).floor() * 10.0, (high / 10.0).ceil() * 10.0);
    match high > low {
        true => (low, high),
        false => ((low - 10.0).max(0.0), high.max(10.0)),
    }
}

/// Where a value is between two others, from 0 to 100.
pub(super) fn place(value: f64, (low, high): (f64, f64)) -> f64 {
    if high > low { (value - low) / (high - low) * 100.0 } else { 50.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_have_all_values_in_whole_steps() {
        assert_eq!(bounds([63.2, 78.0].into_iter()), (60.0, 80.0));
        assert_eq!(bounds([70.0].into_iter()), (60.0, 70.0));
        assert_eq!(bounds([0.0].into_iter()), (0.0, 10.0));
        assert_eq!(bounds(std::iter::empty()), (0.0, 10.0));
        assert_eq!(place(65.0, (60.0, 80.0)), 25.0);
    }

    #[test]
    fn days_are_counted() {
        assert_eq!(day_number("1970-01-02"), Some(1));
        assert_eq!(day_number("2026-12-01"), Some(20_788));
        assert_eq!(day_number("yesterday"), None);
    }
}
