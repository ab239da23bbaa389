//! The sums of all scorecards of a snapshot.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use scorecards::ScorecardDefinition;

use super::ScorecardSums;
use crate::live::Live;

/// What the scorecards of a snapshot come to, by their places among [`Engine::definitions`](scorecards::Engine::definitions);
/// none for drafts. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Sums(pub(super) Vec<Option<Arc<ScorecardSums>>>);

impl Sums {
    /// Everything counted, on all cores, as of a day (`2026-12-01`, UTC).
    pub(crate) fn count(live: &Live, day: &str) -> Self {
        let definitions: Vec<Option<&ScorecardDefinition>> =
            live.engine().definitions().map(|definition| Some(definition).filter(|known| !known.is_draft)).collect();
        Self(count(live, &definitions, day))
    }

    /// Those of one scorecard of the snapshot that these are of, as of a day: counted anew where other rules count on it
    /// than when these were counted. None for a draft, and for what is none of its scorecards.
    pub(crate) fn of(&self, live: &Live, definition: &ScorecardDefinition, day: &str) -> Option<Arc<ScorecardSums>> {
        let place = live.engine().definitions().position(|known| known.name == definition.name)?;
        let sums = self.0.get(place)?.as_ref()?;
        let is_of_it = sums.is_as_of(definition, day);
        Some(if is_of_it { Arc::clone(sums) } else { Arc::new(ScorecardSums::count(live, definition, day)) })
    }
}

/// The sums of each of these; none where there is none.
pub(super) fn count(
    live: &Live,
    definitions: &[Option<&ScorecardDefinition>],
    day: &str,
) -> Vec<Option<Arc<ScorecardSums>>> {
    let one = |definition: &Option<&ScorecardDefinition>| {
        definition.map(|definition| Arc::new(ScorecardSums::count(live, definition, day)))
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    if definitions.iter().flatten().nth(1).is_none() || threads == 1 {
        return definitions.iter().map(one).collect();
    }
    thread::scope(|scope| {
        let share = definitions.len().div_ceil(threads);
        let counting: Vec<_> = definitions
            .chunks(share)
            .map(|some| scope.spawn(move || some.iter().map(one).collect::<Vec<_>>()))
            .collect();
        counting.into_iter().flat_map(|counted| counted.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}
