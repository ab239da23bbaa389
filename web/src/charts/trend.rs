//! Scorecards day by day: the share of points, and how it compares with before.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use catalog_schema::wire::{RollupCounts, ScorecardDay};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::line::Point;
use super::scale::day_number;
use super::share::{percent, share};
use crate::components::{Span, number};

/// What something is compared with.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Against {
    /// The day that it is compared with.
    pub(crate) day: String,
    /// The share then, in per cent.
    pub(crate) then: f64,
    /// The share now.
    pub(crate) now: f64,
}

/// The days as points of a line: the share of points, with points and entities for the table. Days without any are left out.
pub(crate) fn points_line(days: &[ScorecardDay]) -> Vec<Point> {
    let point = |day: &ScorecardDay| {
        let counts = &day.counts;
        let value = share(counts.score, counts.max)?;
        Some(Point {
            day: day.day.clone(),
            value,
            words: percent(value),
            more: vec![format!("{} of {}", number(counts.score), number(counts.max)), number(counts.entities)],
        })
    };
    days.iter().filter_map(point).collect()
}

/// Days of several scorecards added up: each day of what there was on it, an entity counted once by each scorecard.
pub(crate) fn summed(trends: &[Vec<ScorecardDay>]) -> Vec<ScorecardDay> {
    let mut sums: BTreeMap<&str, RollupCounts> = BTreeMap::new();
    for day in trends.iter().flatten() {
        let sum = sums.entry(&day.day).or_default();
        sum.score += day.counts.score;
        sum.max += day.counts.max;
        sum.entities += day.counts.entities;
    }
    sums.into_iter().map(|(day, counts)| ScorecardDay { day: day.to_owned(), counts }).collect()
}

/// The share of now against that of so long ago, or of the last day before that; against the first day that there is where
/// it does not reach back so far. `now` is in milliseconds since the Unix epoch.
pub(crate) fn against(days: &[ScorecardDay], counts: (u64, u64), now: i64, span: Span) -> Option<Against> {
    let today = Timestamp::from_millisecond(now).ok()?.to_zoned(TimeZone::UTC).date().to_string();
    let today = day_number(&today)?;
    let age = |day: &ScorecardDay| day_number(&day.day).map(|number| today - number);
    let back = i32::try_from(span.days()).ok()?;
    let old_enough = days.iter().rev().find(|day| age(day).is_some_and(|age| age >= back));
    let compared = old_enough.or_else(|| days.iter().find(|day| age(day).is_some_and(|age| age > 0)))?;
    Some(Against {
        day: compared.day.clone(),
        then: share(compared.counts.score, compared.counts.max)?,
        now: share(counts.0, counts.1)?,
    })
}

impl Against {
    /// By how much it is more now, as far as one can see it: in tenths of a per cent.
    fn tenths(&self) -> i64 {
        let tenths = |share: f64| (share * 10.0).round();
        // Both are within 0 and 1,000.
        (tenths(self.now) - tenths(self.then)) as i64
    }

    /// How the share of now compares.
    pub(crate) fn order(&self) -> Ordering {
        self.tenths().cmp(&0)
    }

    /// `down 3.2 from 75 %`, `up …`, `unchanged`.
    pub(crate) fn words(&self) -> String {
        let tenths = self.tenths().unsigned_abs();
        let by = match tenths % 10 {
            0 => (tenths / 10).to_string(),
            rest => format!("{}.{rest}", tenths / 10),
        };
        match self.order() {
            Ordering::Equal => "unchanged".to_owned(),
            Ordering::Less => format!("down {by} from {}", percent(self.then)),
            Ordering::Greater => format!("up {by} from {}", percent(self.then)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-21.
    const NOW: i64 = 1_795_219_200_000;

    fn day(day: &str, score: u64) -> ScorecardDay {
        let counts = RollupCounts { score, max: 100, entities: 3, ..RollupCounts::default() };
        ScorecardDay { day: day.to_owned(), counts }
    }

    #[test]
    fn it_is_compared_with_the_last_day_that_is_a_week_old() {
        let days = [day("2026-11-12", 80), day("2026-11-13", 75), day("2026-11-15", 60)];
        let told = against(&days, (72, 100), NOW, Span::Week).unwrap();
        assert_eq!((told.day.as_str(), told.words().as_str()), ("2026-11-13", "down 3 from 75 %"));
        let told = against(&days, (72, 100), NOW, Span::Month).unwrap();
        assert_eq!(told.words(), "down 8 from 80 %", "it does not reach back so far");
        let told = against(&days[2..], (60, 100), NOW, Span::Week).unwrap();
        assert_eq!((told.day.as_str(), told.words().as_str()), ("2026-11-15", "unchanged"));
        let hardly = Against { day: String::new(), then: 90.41, now: 90.38 };
        assert_eq!((hardly.order(), hardly.words().as_str()), (Ordering::Equal, "unchanged"), "as both are written");
        assert_eq!(against(&[day("2026-11-21", 1)], (1, 1), NOW, Span::Week), None, "with today is nothing compared");
    }

    #[test]
    fn scorecards_are_added_up_day_by_day() {
        let sums = summed(&[vec![day("2026-11-12", 80), day("2026-11-13", 75)], vec![day("2026-11-13", 5)]]);
        let sums: Vec<_> = sums.iter().map(|day| (day.counts.score, day.counts.max, day.counts.entities)).collect();
        assert_eq!(sums, [(80, 100, 3), (80, 200, 6)]);
        assert_eq!(points_line(&[day("2026-11-12", 80)])[0].words, "80 %");
    }
}
