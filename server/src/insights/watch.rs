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
use crate::background::aside;
use crate::clock::now_ms;
use crate::follow::{FollowError, LiveCell};
use crate::graph::transitive_measures;
use crate::live::Live;
use crate::store::{Exclusive, Leases, Store, StoreError};

/// After a survey, so long at least until the next one; a survey that took longer is followed by a pause of its length.
const PAUSE: Duration = Duration::from_millis(500);
/// How often to look whether the day or the epoch is another, where nothing changes.
const LOOK: Duration = Duration::from_secs(60);
/// How long to wait where what was found is not written down yet.
const AGAIN: Duration = Duration::from_secs(5);

/// Where the current survey is.
#[derive(Debug, Default)]
pub struct SurveyCell(ArcSwap<Survey>);

impl SurveyCell {
    /// A cell that goes on holding the current survey.
    pub fn frozen(&self) -> Self {
        Self(ArcSwap::new(self.load()))
    }

    /// The current survey; an empty one of revision 0 before the first.
    pub fn load(&self) -> Arc<Survey> {
        self.0.load_full()
    }

    /// Takes a survey in place of the one before.
    pub fn show(&self, survey: Survey) {
        self.0.store(Arc::new(survey));
    }
}

/// Surveys the catalog whenever it has changed, until the task is dropped.
pub async fn run(store: Store, live: Arc<LiveCell>, surveys: Arc<SurveyCell>, leases: Leases) {
    loop {
        let (current, day, started) = (live.load(), today(), Instant::now());
        let mut wait = LOOK;
        let known = surveys.load();
        if (!known.is_current(&current) || !known.is_of_day(&day.to_string()))
            && let Err(error) = look(&current, &surveys, day).await
        {
            warn!(%error, "what is wrong with the architecture was not looked for; trying again");
        }
        if !surveys.load().seen.has(&surveys.load().findings, &day.to_string()) {
            if let Err(error) = write_down(&store, &surveys, &leases, day).await {
                warn!(%error, "since when findings are there was not written down; trying again");
            }
            // Another process may be at it, or knows more than this one: look again soon.
            wait = AGAIN;
        }
        tokio::time::sleep(started.elapsed().max(PAUSE)).await;
        let changed = live.wait_for(current.revision() + 1);
        // Whether it changed or not: after a restore the revision may be a lower one.
        let _ = tokio::time::timeout(wait, changed).await;
    }
}

/// Measures the catalog and looks for what is wrong with it. The measures are there as soon as they are taken, beside the
/// findings of before: those take several times as long.
async fn look(live: &Arc<Live>, surveys: &SurveyCell, day: Date) -> Result<(), FollowError> {
    let started = Instant::now();
    let mut measures = Arc::clone(&surveys.load().measures);
    if !measures.is_current(live) {
        let measured = Arc::clone(live);
        measures = Arc::new(aside(move || transitive_measures(&measured)).await?);
        surveys.show(surveys.load().with_measures(Arc::clone(&measures)));
        debug!(revision = measures.revision(), ms = started.elapsed().as_millis(), "measured");
    }
    let (looked_at, taken, seen) = (Arc::clone(live), Arc::clone(&measures), Arc::clone(&surveys.load().seen));
    let next = aside(move || {
        let findings = survey(&looked_at, &taken, day);
        Survey::new(&looked_at, taken, findings, seen).of_day(day.to_string())
    })
    .await?;
    debug!(revision = next.found_at(), findings = next.findings.len(), ms = started.elapsed().as_millis(), "surveyed");
    surveys.show(next);
    Ok(())
}

/// Remembers what was found, unless another process is at it, and takes over what is remembered.
async fn write_down(store: &Store, surveys: &SurveyCell, leases: &Leases, day: Date) -> Result<(), StoreError> {
    let found = surveys.load();
    if let Exclusive::Done(done) =
        leases.run_exclusively("insights", |_| remember(store, &found, day, now_ms())).await?
    {
        done?;
    }
    let seen = Arc::new(recall(store, day).await?);
    surveys.show(found.with_seen(seen));
    Ok(())
}

/// The day, in UTC.
pub(crate) fn today() -> Date {
    let now = Timestamp::from_millisecond(now_ms()).unwrap_or(Timestamp::UNIX_EPOCH);
    now.to_zoned(TimeZone::UTC).date()
}
