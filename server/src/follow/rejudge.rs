//! Results that come to be others though the catalog did not change: a survey found something else, or time passed.

use std::sync::Arc;

use catalog_schema::model::EntityRef;
use scorecards::FactGroups;
use tokio::task::spawn_blocking;
use tracing::debug;

use super::FollowError;
use crate::clock::day;
use crate::health::{Judging, dated_otherwise, surveyed_otherwise};
use crate::insights::Survey;
use crate::live::Live;

/// What happened since the results of a snapshot were made.
pub(super) struct Since {
    /// The survey that they were made with, and the one that there is now.
    pub(super) surveys: [Arc<Survey>; 2],
    /// Up to which moment time was looked at, and now; milliseconds since the Unix epoch.
    pub(super) times: [i64; 2],
    /// Entities whose deadlines are over.
    pub(super) due: Vec<EntityRef>,
}

impl Since {
    /// Whether all is as it was.
    pub(super) fn is_nothing(&self) -> bool {
        let [surveyed, survey] = &self.surveys;
        self.due.is_empty() && Arc::ptr_eq(surveyed, survey) && day(self.times[0]) == day(self.times[1])
    }
}

/// What came of it.
pub(super) struct Again {
    /// None where every result stays what it was.
    pub(super) live: Option<Live>,
    pub(super) deadlines: Vec<(i64, EntityRef)>,
}

/// Judges those entities of a snapshot for which something happened.
pub(super) async fn rejudge(live: Arc<Live>, since: Since) -> Result<Again, FollowError> {
    let judging = spawn_blocking(move || {
        let [surveyed, survey] = &since.surveys;
        let mut changed = dated_otherwise(&live, since.times[0], since.times[1]);
        if !Arc::ptr_eq(surveyed, survey) {
            changed.extend(surveyed_otherwise(&live, surveyed, survey));
        }
        changed.extend(since.due.into_iter().map(|entity_ref| (entity_ref, FactGroups::ALL)));
        if changed.is_empty() {
            return Again { live: None, deadlines: Vec::new() };
        }
        let results = Judging::new(&live, survey, since.times[1]).changed(&changed);
        debug!(entities = changed.len(), evaluated = results.evaluated, "judged again");
        let next = live.judged_anew(since.times[1], &results.of);
        let next = next.map(|next| next.counted_after(&live, &day(since.times[1])));
        Again { live: next, deadlines: results.deadlines }
    });
    Ok(judging.await?)
}
