//! How long a token holds.

use std::str::FromStr;

const HOUR: i64 = 3_600_000;

/// How long a token holds from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifetime {
    /// Until it is revoked.
    Endless,
    /// So many milliseconds.
    Milliseconds(i64),
}

impl Lifetime {
    /// When a token that is made at `now` expires; both in milliseconds since the Unix epoch.
    pub fn end(self, now: i64) -> Option<i64> {
        match self {
            Self::Endless => None,
            Self::Milliseconds(duration) => Some(now.saturating_add(duration)),
        }
    }
}

impl FromStr for Lifetime {
    type Err = String;

    /// `90d`, `12h`, `2w`, or `never`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is no lifetime; write 12h, 90d or 26w, or never");
        if text == "never" {
            return Ok(Self::Endless);
        }
        let unit = text.chars().last().ok_or_else(wrong)?;
        let hours = match unit {
            'h' => 1,
            'd' => 24,
            'w' => 168,
            _ => return Err(wrong()),
        };
        let digits = &text[..text.len() - unit.len_utf8()];
        let count: u16 = digits.parse().map_err(|_| wrong())?;
        if count == 0 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        Ok(Self::Milliseconds(i64::from(count) * hours * HOUR))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lifetime_is_a_number_and_a_unit() {
        assert_eq!("90d".parse::<Lifetime>().unwrap().end(1), Some(90 * 24 * HOUR + 1));
        assert_eq!("2w".parse::<Lifetime>().unwrap().end(0), "336h".parse::<Lifetime>().unwrap().end(0));
        assert_eq!("never".parse::<Lifetime>().unwrap().end(5), None);
        for text in ["", "d", "0d", "-1d", "+1d", "90", "1.5h", "90 d", "99999999d", "1é"] {
            assert!(text.parse::<Lifetime>().unwrap_err().contains("never"), "{text}");
        }
    }
}
