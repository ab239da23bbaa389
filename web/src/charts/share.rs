//! Points reached of those that could be.

/// In per cent; none where none could be reached.
pub(crate) fn share(score: u64, max: u64) -> Option<f64> {
    (max > 0).then(|| as_number(score) / as_number(max) * 100.0)
}

/// `72.4 %`, `100 %`.
pub(crate) fn percent(share: f64) -> String {
    let rounded = (share * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 { format!("{rounded:.0} %") } else { format!("{rounded:.1} %") }
}

/// Counts beyond what a share can tell apart are as good as equal.
fn as_number(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_have_one_digit_at_most() {
        assert_eq!(share(1, 3).map(percent).as_deref(), Some("33.3 %"));
        assert_eq!(share(7, 7).map(percent).as_deref(), Some("100 %"));
        assert_eq!(share(0, 0), None);
    }
}
