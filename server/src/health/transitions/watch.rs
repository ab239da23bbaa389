//! The task that follows the snapshots.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::time::{sleep, timeout};
use tracing::{debug, warn};

use super::days::write_day;
use super::{Looked, Recorder};
use crate::follow::{FollowError, LiveCell};
use crate::health::initiatives::DayWriter;
use crate::insights::{SurveyCell, today};
use crate::store::{Exclusive, Leases, Store};

/// After a look, so long at least until the next one; one that took longer is followed by a pause of its length.
const PAUSE: Duration = Duration::from_millis(250);
/// How often to look whether results changed without another revision, or the day.
const LOOK: Duration = Duration::from_secs(1);
/// How long to wait where another process writes, or the store failed.
const AGAIN: Duration = Duration::from_secs(5);
/// After the first survey of the whole catalog, until what rules read of it has reached the results.
const SETTLE: Duration = Duration::from_secs(10);

/// Writes down what scorecards come to say otherwise, while no other process does, until the task is dropped.
pub async fn run(store: Store, live: Arc<LiveCell>, surveys: Arc<SurveyCell>, leases: Leases) {
    loop {
        let followed = leases.run_exclusively("transitions", |_| follow(store.clone(), &live, &surveys)).await;
        match followed {
            Ok(Exclusive::Done(Err(error))) => {
                warn!(%error, "since when scorecards say what they say was not written down; trying again");
            }
            Err(error) => warn!(%error, "since when scorecards say what they say was not written down; trying again"),
            Ok(Exclusive::Done(Ok(())) | Exclusive::Elsewhere | Exclusive::Lost) => {}
        }
        sleep(AGAIN).await;
    }
}

/// Goes on until somebody else writes, too.
async fn follow(store: Store, live: &LiveCell, surveys: &SurveyCell) -> Result<(), FollowError> {
    let mut recorder = Recorder::new(store.clone());
    // The last day that is written down.
    let mut written = String::new();
    let mut initiatives = DayWriter::default();
    let mut surveyed: Option<Instant> = None;
    loop {
        let (current, started) = (live.load(), Instant::now());
        if surveys.load().found_at() > 0 {
            surveyed.get_or_insert(started);
        }
        let settled = surveyed.is_some_and(|since| since.elapsed() >= SETTLE);
        if current.awaits_judgement() {
            live.wait_until(|live| !live.awaits_judgement()).await;
            continue;
        }
        let day = today().to_string();
        let looked = recorder.look(Arc::clone(&current), &day, settled).await?;
        if settled && written != day && write_day(&store, Arc::clone(&current), &day).await? {
            written.clone_from(&day);
        }
        // Who lags writes nothing of days whose transitions it does not know.
        if settled && matches!(looked, Looked::Written(_)) {
            initiatives.write(&store, &current, &day).await?;
        }
        match looked {
            Looked::Written(0) => {}
            Looked::Written(transitions) => {
                let (revision, ms) = (current.revision(), started.elapsed().as_millis());
                debug!(revision, transitions, ms, "scorecards say something else");
            }
            Looked::Behind => {
                debug!(revision = current.revision(), "another process has written down a later revision");
            }
            Looked::Overtaken => return Ok(()),
        }
        sleep(started.elapsed().max(PAUSE)).await;
        // Whether another revision came or not: results also change with time.
        let _ = timeout(LOOK, live.wait_for(current.revision() + 1)).await;
    }
}
