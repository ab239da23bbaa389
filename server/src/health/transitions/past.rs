//! What scorecards said while a history is replayed, as if somebody had looked at the time.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use scorecards::FactGroup;
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use super::Recorder;
use super::days::rows;
use crate::clock::{Clock, day};
use crate::follow::{FollowError, Follower};
use crate::graph::transitive_measures;
use crate::health::initiatives::DayWriter;
use crate::insights::{Survey, SurveyCell, survey};
use crate::live::Live;
use crate::store::{OutcomeHead, ScoreDay, Store, StoreError};

/// In milliseconds.
const DAY: i64 = 86_400_000;
/// Days are written down together once they have so many rows.
const BATCH: usize = 5_000;

/// Writes down transitions and days of the past while somebody replays it into the store. Each state is judged as of its
/// own time, by the scorecards and by whatever else the store had then; what is not part of a replay, such as pushed
/// facts, is not known of the past.
pub struct Past {
    store: Store,
    /// The index of the snapshots that are made, which nobody searches.
    scratch: PathBuf,
    /// The moment from which on it is looked.
    from: i64,
    recorder: Recorder,
    surveys: Arc<SurveyCell>,
    clock: Arc<AtomicI64>,
    follower: Option<Follower>,
    /// Up to when it was looked.
    seen: i64,
    days: Vec<ScoreDay>,
}

impl Past {
    /// Looks from a moment on, in milliseconds since the Unix epoch; `scratch` is a folder that is there for nothing else.
    /// None where the store has entities, or something is written down: a past is only put before a present, and of what is
    /// there already nobody knows what it was.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn of(store: Store, scratch: &Path, from: i64) -> Result<Option<Self>, StoreError> {
        let mut tx = store.read().await?;
        let is_written = tx.outcome_head().await? != OutcomeHead::default();
        let has_entities = tx.locations().await?.iter().any(|location| location.entities > 0);
        drop(tx);
        Ok((!is_written && !has_entities).then(|| Self {
            recorder: Recorder::new(store.clone()),
            store,
            scratch: scratch.to_owned(),
            from,
            surveys: Arc::default(),
            clock: Arc::new(AtomicI64::new(from)),
            follower: None,
            seen: from,
            days: Vec::new(),
        }))
    }

    /// Writes down what the store's state came to from the last call on until `at`, in milliseconds since the Unix epoch: to
    /// be called before the state changes, with the moment of the change.
    ///
    /// # Errors
    /// If the store or the scratch folder fails.
    pub async fn until(&mut self, at: i64) -> Result<(), FollowError> {
        if at <= self.from {
            return Ok(());
        }
        self.look(self.seen).await?;
        let mut midnight = (self.seen.div_euclid(DAY) + 1) * DAY;
        while midnight <= at {
            let live = self.look(midnight).await?;
            let (today, shown) = (day(midnight), Arc::clone(&live));
            self.days.extend(spawn_blocking(move || rows(&shown, &today)).await??);
            if self.days.len() >= BATCH {
                self.write_days().await?;
            }
            midnight += DAY;
        }
        self.seen = at;
        Ok(())
    }

    /// Writes the rest down, and leaves nothing behind in the scratch folder.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn finish(mut self, now: i64) -> Result<(), FollowError> {
        self.until(now).await?;
        self.write_days().await?;
        if self.follower.is_some() {
            let live = self.look(now).await?;
            DayWriter::default().write(&self.store, &live, &day(now)).await?;
        }
        drop(self.follower);
        // What is left there is found and cleared by the next one.
        let _ = std::fs::remove_dir_all(&self.scratch);
        Ok(())
    }

    /// Writes down what there is of days that were looked at, where the replay does not go on: who comes next finds a present
    /// and looks at no past.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn give_up(mut self) -> Result<(), FollowError> {
        let written = self.write_days().await;
        drop(self.follower);
        // As above.
        let _ = std::fs::remove_dir_all(&self.scratch);
        written
    }

    /// The state of now judged as of a moment, its transitions written down.
    async fn look(&mut self, at: i64) -> Result<Arc<Live>, FollowError> {
        self.clock.store(at, Ordering::Relaxed);
        let mut follower = match self.follower.take() {
            Some(follower) => follower,
            None => self.start().await?,
        };
        follower.look().await?;
        let live = follower.cell().load();
        // A survey takes long, and a history has many commits: where no rule reads one, none is made.
        let reads_surveys = live.engine().groups().contains(&FactGroup::Survey);
        if reads_surveys && !self.surveys.load().is_current(&live) {
            self.surveys.show(surveyed(Arc::clone(&live), at).await?);
            follower.look().await?;
        }
        let live = follower.cell().load();
        self.follower = Some(follower);
        self.recorder.look_back(Arc::clone(&live), &day(at), at).await?;
        Ok(live)
    }

    async fn start(&self) -> Result<Follower, FollowError> {
        let clock = Arc::clone(&self.clock);
        let clock = Clock::new(move || clock.load(Ordering::Relaxed));
        let surveys = Arc::clone(&self.surveys);
        Follower::start(self.store.clone(), &self.scratch, None, surveys, clock, watch::channel(0).1).await
    }

    async fn write_days(&mut self) -> Result<(), FollowError> {
        let mut tx = self.store.write().await?;
        tx.put_score_days(&self.days).await?;
        tx.commit().await?;
        // What could not be written is tried again.
        self.days.clear();
        Ok(())
    }
}

/// What a survey of a snapshot finds on the day of a moment.
async fn surveyed(live: Arc<Live>, at: i64) -> Result<Survey, FollowError> {
    let survey = spawn_blocking(move || {
        let today = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
        let measures = Arc::new(transitive_measures(&live));
        let findings = survey(&live, &measures, today.to_zoned(TimeZone::UTC).date());
        Survey::new(&live, measures, findings, Arc::default())
    });
    Ok(survey.await?)
}
