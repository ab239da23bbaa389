//! Simulations, a bounded number at a time, each for a bounded time, on threads that answer nothing else.

use std::sync::Arc;
use std::time::Duration;

use catalog_schema::wire::{Problem, Simulation, SimulationQuery};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::compare::Versions;
use super::definition::edited;
use super::judge::Trial;
use super::problems;
use super::stop::Stop;
use super::told::{Told, told};
use crate::clock::day;
use crate::insights::Survey;
use crate::lists::problems::invalid_limit;
use crate::live::Live;
use crate::portal::long;

/// How many entities are told where nobody asks for more or less, and at most.
const LIMITS: (u32, u32) = (100, 1_000);

/// How much simulations may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SimulationLimits {
    /// How many may be under way.
    pub at_once: usize,
    /// How long one waits for others.
    pub wait: Duration,
    /// How long one may take.
    pub budget: Duration,
}

impl Default for SimulationLimits {
    /// One at a time, since it takes half of the cores; 10 s to wait and 20 s to judge.
    fn default() -> Self {
        Self { at_once: 1, wait: Duration::from_secs(10), budget: Duration::from_secs(20) }
    }
}

/// Makes simulations. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Simulations {
    limits: SimulationLimits,
    turn: Arc<Semaphore>,
}

impl Default for Simulations {
    fn default() -> Self {
        Self::within(SimulationLimits::default())
    }
}

impl Simulations {
    /// As many and as long ones as these limits allow.
    pub fn within(limits: SimulationLimits) -> Self {
        Self { limits, turn: Arc::new(Semaphore::new(limits.at_once)) }
    }

    /// What a definition would say of a snapshot, as of `now`, in milliseconds since the Unix epoch. When who asked goes away,
    /// the work ends with it.
    ///
    /// # Errors
    /// 400 `invalid_limit`; 422 `invalid_scorecard`; 503 `simulations_busy` or `simulation_too_long`.
    pub async fn answer(
        &self,
        (survey, live): (Arc<Survey>, Arc<Live>),
        query: SimulationQuery,
        now: i64,
    ) -> Result<Simulation, Problem> {
        let limit = query.limit.unwrap_or(LIMITS.0);
        if !(1..=LIMITS.1).contains(&limit) {
            return Err(invalid_limit(limit, LIMITS.1));
        }
        let turn = timeout(self.limits.wait, Arc::clone(&self.turn).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(problems::busy()) };
        let stop = Stop::after(self.limits.budget);
        let _waiting = stop.waiting();
        let (budget, watched) = (self.limits.budget, stop.clone());
        let limit = if query.all { usize::MAX } else { limit as usize };
        long(move || {
            // Whoever asked may be gone: the next one waits for the end of this all the same.
            let _turn = turn;
            simulate((&live, &survey), &query, limit, now, (&watched, budget))
        })
        .await
    }
}

/// Goes through the whole catalog: not for a thread that answers requests.
fn simulate(
    (live, survey): (&Live, &Survey),
    query: &SimulationQuery,
    limit: usize,
    now: i64,
    (stop, budget): (&Stop, Duration),
) -> Result<Simulation, Problem> {
    let edited = edited(&query.definition, query.scorecard.as_deref(), live.engine())?;
    let next = live.with_engine(Arc::clone(&edited.engine));
    let was = live.engine().definitions().find(|known| known.name == edited.definition.name);
    let day = day(now);
    let versions = Versions::new(was.filter(|was| !was.is_draft), &edited.definition, &day);
    let sums = Trial::new((live, &next), survey, &versions, (now, &day)).judge(stop);
    let sums = sums.map_err(|_| problems::too_long(budget, (stop.so_far(), live.entity_count())))?;
    let told_of = Told { next: &next, survey, versions: &versions, edited: &edited, was, now };
    Ok(told(&told_of, sums, limit, !query.all))
}
