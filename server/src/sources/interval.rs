//! The time from the end of one sync to the begin of the next, as it is said: `15m`, `1h`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Units, the largest first, with their seconds.
const UNITS: [(char, u64); 4] = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];
/// A year: nobody means more.
const LONGEST: u64 = 365 * 86_400;

/// A time such as `15m` or `1h`. Where it is read, a number stands for whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval(Duration);

/// A text, or a number, that is no time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no time; one is a whole number with a unit, s, m, h or d, such as 15m or 1h, and a year at most")]
pub struct NoInterval(String);

impl Interval {
    /// So many seconds.
    pub const fn seconds(seconds: u64) -> Self {
        Self(Duration::from_secs(seconds))
    }

    /// How long it is.
    pub const fn duration(self) -> Duration {
        self.0
    }

    /// Checks that it is no shorter than a source of its kind may be read.
    ///
    /// # Errors
    /// If it is.
    pub fn at_least(self, shortest: Self) -> Result<Self, String> {
        match self < shortest {
            true => Err(format!("`interval` is {self}; it is {shortest} or more")),
            false => Ok(self),
        }
    }

    fn checked(seconds: Option<u64>, said: &impl ToString) -> Result<Self, NoInterval> {
        let sound = seconds.filter(|seconds| (1..=LONGEST).contains(seconds));
        sound.map(Self::seconds).ok_or_else(|| NoInterval(said.to_string().chars().take(50).collect()))
    }
}

impl FromStr for Interval {
    type Err = NoInterval;

    fn from_str(text: &str) -> Result<Self, NoInterval> {
        let said = text.trim();
        let of = |(unit, seconds): &(char, u64)| {
            let number = said.strip_suffix(*unit)?;
            let is_plain = number.bytes().all(|byte| byte.is_ascii_digit());
            number.parse::<u32>().ok().filter(|_| is_plain).and_then(|number| u64::from(number).checked_mul(*seconds))
        };
        Self::checked(UNITS.iter().find_map(of), &text)
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs();
        let (unit, of_unit) =
            UNITS.into_iter().find(|(_, of_unit)| seconds.is_multiple_of(*of_unit)).unwrap_or(('s', 1));
        write!(f, "{}{unit}", seconds / of_unit)
    }
}

impl Serialize for Interval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Interval {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Said)
    }
}

/// Reads a time.
struct Said;

impl de::Visitor<'_> for Said {
    type Value = Interval;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time such as \"15m\" or \"1h\", or a whole number of seconds")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Interval, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, seconds: u64) -> Result<Interval, E> {
        Interval::checked(Some(seconds), &seconds).map_err(E::custom)
    }

    fn visit_i64<E: de::Error>(self, seconds: i64) -> Result<Interval, E> {
        Interval::checked(u64::try_from(seconds).ok(), &seconds).map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn times_have_a_unit_and_numbers_are_seconds() {
        for (said, seconds, told) in [
            (json!("1h"), 3_600, "1h"),
            (json!("90s"), 90, "90s"),
            (json!(" 15m "), 900, "15m"),
            (json!("120m"), 7_200, "2h"),
            (json!("7d"), 604_800, "7d"),
            (json!(300), 300, "5m"),
        ] {
            let interval: Interval = serde_json::from_value(said).unwrap();
            assert_eq!(interval, Interval::seconds(seconds));
            assert_eq!(serde_json::to_value(interval).unwrap(), json!(told));
        }
        for wrong in ["", "1", "h", "-1h", "+1h", "0m", "1.5h", "1ü", "1 hour", "9999999d", "99999999999999999999s"] {
            assert!(wrong.parse::<Interval>().is_err(), "{wrong}");
        }
        for wrong in [json!(0), json!(-5), json!(1.5), json!(true), Value::Null] {
            let error = serde_json::from_value::<Interval>(wrong.clone()).unwrap_err().to_string();
            assert!(error.contains("15m"), "{wrong}: {error}");
        }
    }

    #[test]
    fn a_time_may_be_too_short() {
        let shortest = Interval::seconds(60);
        assert_eq!(Interval::seconds(60).at_least(shortest), Ok(shortest));
        assert_eq!(Interval::seconds(30).at_least(shortest), Err("`interval` is 30s; it is 1m or more".to_owned()));
    }
}
