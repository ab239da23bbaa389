//! What happened to an entity, as rules see it.

use super::value::{DAY, FactValue};

/// How far back single events are kept: the longest window that a fact has, in days.
const LONGEST: i64 = 90;

/// Events of a sort that are kept of one entity; of more only these are counted, the newest.
const MOST: usize = 1_000;

/// Deployments and incidents of an entity. Moments are in milliseconds since the Unix epoch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventFacts {
    /// When the last deployment went well, wherever to; none where none was ever told.
    pub last_deployment: Option<i64>,
    /// The same to production.
    pub last_production_deployment: Option<i64>,
    /// A deployment was told, well or not.
    pub is_deployed: bool,
    /// When deployments went well of late.
    pub deployments: Vec<i64>,
    /// When deployments went wrong of late, or were taken back.
    pub failures: Vec<i64>,
    /// When incidents began of late.
    pub incidents: Vec<i64>,
    /// When the last incident began.
    pub last_incident: Option<i64>,
    /// When each of the incidents that are not over began, the oldest first.
    pub open_incidents: Vec<i64>,
}

/// Which events are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Deployments that went well.
    Deployments,
    /// Deployments that went wrong, or were taken back.
    FailedDeployments,
    /// Incidents, by their beginnings.
    Incidents,
}

impl EventFacts {
    /// The moment from which on single events are needed, of the moment that is now.
    pub fn needed_since(now: i64) -> i64 {
        now.saturating_sub(LONGEST * DAY)
    }

    /// Takes in moments of such events, in any order; the newest thousand are kept.
    #[must_use]
    pub fn with(mut self, counted: Counted, mut moments: Vec<i64>) -> Self {
        moments.sort_unstable_by(|one, other| other.cmp(one));
        moments.truncate(MOST);
        *self.list(counted) = moments;
        self
    }

    fn list(&mut self, counted: Counted) -> &mut Vec<i64> {
        match counted {
            Counted::Deployments => &mut self.deployments,
            Counted::FailedDeployments => &mut self.failures,
            Counted::Incidents => &mut self.incidents,
        }
    }

    /// How many happened within so many days until `now`, and until when it stays as many.
    pub(super) fn count(&self, counted: Counted, days: i64, now: i64) -> FactValue<'static> {
        let moments = match counted {
            Counted::Deployments => &self.deployments,
            Counted::FailedDeployments => &self.failures,
            Counted::Incidents => &self.incidents,
        };
        let leaves = |at: i64| at.saturating_add(days.saturating_mul(DAY));
        // A clock that is ahead tells of what is to come; it counts from then on.
        let changes = moments.iter().map(|&at| if at > now { at } else { leaves(at) });
        let until = changes.filter(|&at| at > now).min();
        let count = moments.iter().filter(|&&at| at <= now && leaves(at) > now).count();
        FactValue::Count(i64::try_from(count).unwrap_or(i64::MAX), until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(moments: &[i64], now: i64) -> (i64, Option<i64>) {
        let facts = EventFacts::default().with(Counted::Deployments, moments.to_vec());
        match facts.count(Counted::Deployments, 7, now) {
            FactValue::Count(count, until) => (count, until),
            _ => unreachable!(),
        }
    }

    #[test]
    fn a_window_counts_what_is_in_it_and_says_until_when() {
        let now = 100 * DAY;
        assert_eq!(counted(&[], now), (0, None));
        assert_eq!(counted(&[now, now - DAY, now - 8 * DAY], now), (2, Some(now + 6 * DAY)));
        // What is seven days old has just left.
        assert_eq!(counted(&[now - 7 * DAY], now), (0, None));
        assert_eq!(counted(&[now - 7 * DAY + 1], now), (1, Some(now + 1)));
        assert_eq!(counted(&[now + 5], now), (0, Some(now + 5)));
        assert_eq!(counted(&[now + 5], now + 5), (1, Some(now + 5 + 7 * DAY)));
    }
}
