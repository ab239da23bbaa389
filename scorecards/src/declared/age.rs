//! Durations as they are written down.

/// Ten thousand years are no age.
const MAX_DAYS: i64 = 366 * 1_000;

/// Of a duration such as `30d`; the units are `s`, `m`, `h`, `d` and `w`.
pub(crate) fn milliseconds(text: &str) -> Option<i64> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let seconds = match text.get(digits.len()..)? {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        "w" => 604_800,
        _ => return None,
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let count: i64 = is_number.then(|| digits.parse().ok())??;
    let total = count.checked_mul(seconds)?;
    (total > 0 && total <= MAX_DAYS * 86_400).then(|| total * 1_000)
}

#[cfg(test)]
mod tests {
    use super::milliseconds;

    #[test]
    fn durations_are_a_number_and_a_unit() {
        let right = [("1s", 1), ("2m", 120), ("12h", 43_200), ("30d", 2_592_000), ("2w", 1_209_600)];
        for (text, seconds) in right {
            assert_eq!(milliseconds(text), Some(seconds * 1_000), "{text}");
        }
        for text in
            ["", "d", "30", "30 d", "-3d", "3.5d", "0d", "30D", "1y", "99999999999999999999d", "9999999d", "３d"]
        {
            assert_eq!(milliseconds(text), None, "{text}");
        }
    }
}
