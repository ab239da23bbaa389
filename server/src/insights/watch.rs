//! The task that keeps the survey up to date.

use std::sync::Arc;
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tracing::{debug, warn};

use super::remember::{recall, remember};
use super::{Survey, survey};
use crate::clock::now_ms;
use crate::follow::{FollowError, LiveCell};
use crate::graph::transitive_measures;
use crate::live::Live;
use crate::store::{Exclusive, Leases, Store};

/// After a survey, so long at least until the next one; a survey that took longer is followed by a pause of its length.
const PAUSE: Duration = Duration::from_millis(500);
/// How often to look whether the day or the epoch is another, where nothing changes.
const LOOK: Duration = Duration::from_secs(60);

/// Where the current survey is.
#[derive(Debug, Default)]
pub struct SurveyCell(ArcSwap<Survey>);

impl SurveyCell {
    /// The current survey; an empty one of revision 0 before the first.
    pub fn load(&self) -> Arc<Survey> {
        self.0.load_full()
    }
}

/// Surveys the catalog whenever it has changed, until the task is dropped.
pub async fn run(store: Store, live: Arc<LiveCell>, surveys: Arc<SurveyCell>, leases: Leases) {
    let mut last: Option<Date> = None;
    loop {
        let (current, day, started) = (live.load(), today(), Instant::now());
        if last != Some(day) || !surveys.load().is_current(&current) {
            match look(&store, &current, &surveys, &leases, day).await {
                Ok(()) => last = Some(day),
                Err(error) => warn!(%error, "what is wrong with the architecture was not looked for; trying again"),
            }
        }
        tokio::time::sleep(started.elapsed().max(PAUSE)).await;
        let changed = live.wait_for(current.revision() + 1);
        // Whether it changed or not: after a restore the revision may be a lower one.
        let _ = tokio::time::timeout(LOOK, changed).await;
    }
}

async fn look(
    store: &Store,
    live: &Arc<Live>,
    surveys: &SurveyCell,
    leases: &Leases,
    day: Date,
) -> Result<(), FollowError> {
    let looked_at = Arc::clone(live);
    let started = Instant::now();
    let (measures, findings) = tokio::task::spawn_blocking(move || {
        let measures = transitive_measures(&looked_at);
        let findings = survey(&looked_at, &measures, day);
        (measures, findings)
    })
    .await?;
    let before = surveys.load();
    let same = before.findings.len() == findings.len()
        && before
            .findings
            .iter()
            .zip(&findings)
            .all(|(one, other)| (&one.id, one.is_open()) == (&other.id, other.is_open()));
    let next = Survey { measures, findings: findings.into(), seen: Arc::clone(&before.seen) };
    debug!(revision = next.revision(), findings = next.findings.len(), ms = started.elapsed().as_millis(), "surveyed");
    surveys.0.store(Arc::new(next.clone()));
    let remembered = before.seen.days.last().is_some_and(|(last, _)| *last == day.to_string());
    if same && remembered {
        return Ok(());
    }
    if let Exclusive::Done(done) = leases.run_exclusively("insights", |_| remember(store, &next, day, now_ms())).await?
    {
        done?;
    }
    let seen = Arc::new(recall(store, day).await?);
    surveys.0.store(Arc::new(Survey { seen, ..next }));
    Ok(())
}

/// The day, in UTC.
fn today() -> Date {
    let now = Timestamp::from_millisecond(now_ms()).unwrap_or(Timestamp::UNIX_EPOCH);
    now.to_zoned(TimeZone::UTC).date()
}
