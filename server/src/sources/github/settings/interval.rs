//! Times such as `15m` and `1h`.

use std::time::Duration;

/// The shortest time between two full syncs.
const SHORTEST: Duration = Duration::from_secs(60);

/// The time that a text means: a whole number and `s`, `m`, `h` or `d`, a minute at least.
pub(super) fn parse(text: &str) -> Option<Duration> {
    let text = text.trim();
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return None,
    };
    let interval = Duration::from_secs(number.parse::<u32>().ok().map(u64::from)?.checked_mul(seconds)?);
    (interval >= SHORTEST).then_some(interval)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_a_unit() {
        assert_eq!(parse("1h"), Some(Duration::from_secs(3_600)));
        assert_eq!(parse("90s"), Some(Duration::from_secs(90)));
        for wrong in ["", "1", "h", "-1h", "30s", "1.5h", "1ü", "1 hour"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
