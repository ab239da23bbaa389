//! The task that keeps the live snapshot up to date.

use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use tracing::{error, info};

use super::fill::fill;
use super::image::{Keeping, LastImage, State, resume};
use super::load::{Loaded, load};
use super::rejudge::{Again, Since, rejudge};
use super::round::{Round, round};
use super::timers::Timers;
use super::{FollowError, LiveCell};
use crate::background::aside;
use crate::backoff::Backoff;
use crate::clock::{Clock, day};
use crate::health::judge_all;
use crate::ingest::FirstFill;
use crate::insights::{Survey, SurveyCell};
use crate::live::Live;
use crate::search::SearchIndex;
use crate::store::Store;
use crate::telemetry::record_indexed;

/// A hint of a change makes a round at once; without one there is a look this often, for what other replicas write.
const POLL: Duration = Duration::from_millis(500);
/// Segments of the index that may stay apart until everything is judged. To gather them takes from that, but a search through
/// many of them takes its time.
const APART: usize = 16;
/// The pause after a first failure, and the longest one.
const RETRY: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(10));

/// What a follower is about to do.
enum Heard {
    Nothing,
    /// Take over what fills a blank catalog.
    Fill(FirstFill),
    /// Write down what is shown, and say so.
    End(oneshot::Sender<()>),
}

/// Follows the log of a store and publishes each new state. Results follow the catalog, what surveys find, and time.
pub struct Follower {
    store: Store,
    index_dir: PathBuf,
    clock: Clock,
    surveys: Arc<SurveyCell>,
    /// What the results that are shown were made with.
    survey: Arc<Survey>,
    timers: Timers,
    hint: watch::Receiver<u64>,
    /// What fills a blank catalog, as it is written.
    first_fill: Option<mpsc::Receiver<FirstFill>>,
    cell: Arc<LiveCell>,
    keeping: Keeping,
    /// Who wants the image to be up to date before the end.
    asked: (mpsc::Sender<oneshot::Sender<()>>, mpsc::Receiver<oneshot::Sender<()>>),
    /// Taken while a round is under way; opened again if a round lost it.
    index: Option<SearchIndex>,
    /// Ends when this and every index that it has opened are closed.
    open: watch::Sender<()>,
}

impl Follower {
    /// Loads the catalog and is ready to follow. The index at `index_dir` is used where it fits and rebuilt otherwise, and so
    /// is the `image` of the snapshot, which is kept up to date. Rules about the whole catalog are judged by what is in
    /// `surveys`, and ages by `clock`.
    ///
    /// # Errors
    /// If the store fails, or the index directory is in use or cannot be written.
    pub async fn start(
        store: Store,
        index_dir: &Path,
        image: Option<&Path>,
        surveys: Arc<SurveyCell>,
        clock: Clock,
        hint: watch::Receiver<u64>,
    ) -> Result<Self, FollowError> {
        let (index, committed) = SearchIndex::open(index_dir)?;
        let open = watch::Sender::new(());
        let index = index.holding(open.clone());
        let resumed = match image {
            Some(image) => resume(&store, image, index.reader(), committed.clone()).await?,
            None => None,
        };
        let (loaded, kept, judged_at) = match resumed {
            Some(State { live, survey, deadlines, judged_at }) => {
                surveys.show(Survey::clone(&survey));
                (Loaded { live: Live::clone(&live), index, deadlines }, Some(live.moment()), judged_at)
            }
            None => {
                let now = clock.now();
                (load(&store, index, committed, surveys.load(), now, true).await?, None, now)
            }
        };
        let is_resumed = kept.is_some();
        let mut follower = Self {
            index_dir: index_dir.to_owned(),
            survey: surveys.load(),
            timers: Timers::new(judged_at, loaded.deadlines),
            first_fill: None,
            keeping: Keeping::new(image, kept),
            asked: mpsc::channel(1),
            cell: Arc::new(LiveCell::new(loaded.live)),
            index: Some(loaded.index),
            store,
            clock,
            surveys,
            hint,
            open,
        };
        if is_resumed {
            // What came since. Where that is too much, all is loaded anew.
            follower.step().await?;
        }
        Ok(follower)
    }

    /// Takes what fills a blank catalog from where it is written, and need not read it back.
    #[must_use]
    pub fn taking(self, first_fill: mpsc::Receiver<FirstFill>) -> Self {
        Self { first_fill: Some(first_fill), ..self }
    }

    /// Ends when this follower has let go of the index, also where it was ended while it wrote.
    pub fn closed(&self) -> watch::Receiver<()> {
        self.open.subscribe()
    }

    /// Asks for the image before the end.
    pub fn last_image(&self) -> LastImage {
        LastImage::of(self.asked.0.clone())
    }

    /// Where the snapshots are published.
    pub fn cell(&self) -> Arc<LiveCell> {
        Arc::clone(&self.cell)
    }

    /// Follows until the task is dropped. A failure is logged and tried again; what is shown stays meanwhile.
    pub async fn run(mut self) {
        let mut retry = Backoff::new(RETRY.0, RETRY.1);
        let mut counting = None;
        loop {
            self.count(&mut counting).await;
            // Whether a hint came, the time passed or nobody can hint any more: look.
            let heard = if self.cell.load().awaits_judgement() { Heard::Nothing } else { self.hear().await };
            let followed = match heard {
                Heard::Nothing => self.look().await,
                Heard::Fill(first) => self.fill(first).await,
                Heard::End(done) => {
                    self.end(done).await;
                    Ok(())
                }
            };
            match followed {
                Ok(()) => retry.reset(),
                Err(error) => {
                    let pause = retry.pause();
                    let shown = self.cell.load().revision();
                    error!(%error, shown, retry_ms = pause.as_millis(), "the catalog could not be followed; trying again");
                    sleep(pause).await;
                }
            }
        }
    }

    /// Waits until there may be something new.
    async fn hear(&mut self) -> Heard {
        let first = async {
            match &mut self.first_fill {
                Some(first) => first.recv().await,
                None => None,
            }
        };
        tokio::select! {
            Some(first) = first => Heard::Fill(first),
            Some(done) = self.asked.1.recv() => Heard::End(done),
            _ = timeout(POLL, self.hint.changed()) => Heard::Nothing,
        }
    }

    /// Takes over what fills a blank catalog, as soon as it is committed.
    async fn fill(&mut self, first: FirstFill) -> Result<(), FollowError> {
        let is_blank = self.cell.load().entity_count() == 0;
        let index = if is_blank { self.index.take() } else { None };
        let Some(index) = index else { return self.look().await };
        let (moment, survey, now) = (Instant::now(), self.surveys.load(), self.clock.now());
        let filled = {
            let mut filling = pin!(fill(&self.store, index, first, Arc::clone(&survey), now));
            loop {
                tokio::select! {
                    filled = &mut filling => break filled?,
                    // Nothing is shown that could be written down.
                    Some(done) = self.asked.1.recv() => drop(done),
                    // To read a large tree takes minutes, in which what is shown is all there is.
                    () = sleep(POLL) => self.confirm_blank().await,
                }
            }
        };
        // Without an index, the next look reads the catalog back, whatever became of it.
        if let Some(loaded) = filled {
            self.show(loaded, survey, now, moment);
        }
        Ok(())
    }

    /// Confirms what is shown where the store has nothing newer. Where it cannot be asked, the next look says so.
    async fn confirm_blank(&self) {
        let moment = Instant::now();
        let head = async { self.store.read().await?.head().await };
        if head.await.is_ok_and(|head| head.revision == self.cell.load().revision()) {
            self.cell.confirm(moment);
        }
    }

    /// Publishes a catalog that was loaded at this moment, as of `now`, in milliseconds since the Unix epoch.
    fn show(&mut self, Loaded { live, index, deadlines }: Loaded, survey: Arc<Survey>, now: i64, moment: Instant) {
        (self.survey, self.timers) = (survey, Timers::new(now, deadlines));
        self.index = Some(index);
        self.keeping.replaced();
        self.cell.publish(live, moment);
    }

    /// Has it counted what scorecards come to over groups, beside the work, where no snapshot has that yet for the next one
    /// to go on from: nobody who looks shall wait for it. What changed meanwhile is made up for.
    async fn count(&self, counting: &mut Option<JoinHandle<Arc<Live>>>) {
        let live = self.cell.load();
        if counting.as_ref().is_some_and(|counting| !counting.is_finished()) {
            return;
        }
        let before = match counting.take() {
            Some(counted) => counted.await.ok(),
            None => None,
        };
        if live.is_counted() || live.awaits_judgement() {
            return;
        }
        let (today, goes_on) = (day(self.clock.now()), before.is_some());
        let counted = aside(move || {
            live.count(before.as_deref(), &today);
            live
        });
        if goes_on {
            // As little as the changes are.
            let _ = counted.await;
        } else {
            *counting = Some(counted);
        }
    }

    /// Looks once: takes over what the store has new, what surveys found out and what time changed.
    ///
    /// # Errors
    /// If the store or the index fails; what is shown stays.
    pub(crate) async fn look(&mut self) -> Result<(), FollowError> {
        self.judge_what_waits().await?;
        self.step().await?;
        self.judge_what_waits().await?;
        self.judge_again().await?;
        self.gather(1);
        if self.keeping.is_due(&self.cell.load(), &self.survey) {
            self.keeping.keep(self.state());
        }
        Ok(())
    }

    /// Writes down what is shown, before the end.
    async fn end(&mut self, done: oneshot::Sender<()>) {
        self.keeping.keep_last(self.state()).await;
        // Who waited may have given up.
        let _ = done.send(());
    }

    /// What the next start can go on from.
    fn state(&self) -> State {
        let (deadlines, judged_at) = self.timers.all();
        State { live: self.cell.load(), survey: Arc::clone(&self.survey), deadlines, judged_at }
    }

    /// Has segments of the index gathered where there are more than so many, and shows the index when they are.
    fn gather(&mut self, many: usize) {
        let live = self.cell.load();
        let gathered = self.index.as_mut().and_then(|index| index.gather(many));
        if let Some(reader) = gathered {
            self.cell.show(Live::clone(&live).with_search(reader));
        }
    }

    /// Judges a catalog that is shown without having been judged.
    async fn judge_what_waits(&mut self) -> Result<(), FollowError> {
        let live = self.cell.load();
        if !live.awaits_judgement() {
            return Ok(());
        }
        let (survey, now, started) = (self.surveys.load(), self.clock.now(), Instant::now());
        let with = Arc::clone(&survey);
        let mut judging = aside(move || judge_all(Live::clone(&live), &with, now));
        let (live, deadlines) = loop {
            tokio::select! {
                judged = &mut judging => break judged?,
                Some(done) = self.asked.1.recv() => self.end(done).await,
                // A search through very many segments would be slow for as long as this takes.
                () = sleep(POLL) => self.gather(APART),
            }
        };
        (self.survey, self.timers) = (survey, Timers::new(now, deadlines));
        let shown = self.cell.load();
        self.cell.show(live.with_search(shown.search().clone()));
        info!(ms = started.elapsed().as_millis(), "the whole catalog is judged");
        Ok(())
    }

    /// Takes over what surveys found out and what time changed.
    async fn judge_again(&mut self) -> Result<(), FollowError> {
        let (survey, now) = (self.surveys.load(), self.clock.now());
        let (due, before) = self.timers.pass(now);
        let since = Since { surveys: [Arc::clone(&self.survey), Arc::clone(&survey)], times: [before, now], due };
        if since.is_nothing() {
            return Ok(());
        }
        let Again { live, deadlines } = rejudge(self.cell.load(), since).await?;
        self.survey = survey;
        self.timers.extend(deadlines);
        if let Some(live) = live {
            self.cell.show(live);
        }
        Ok(())
    }

    async fn step(&mut self) -> Result<(), FollowError> {
        let index = match self.index.take() {
            Some(index) => index,
            None => return self.reload(None).await,
        };
        let moment = Instant::now();
        match round(&self.store, self.cell.load(), index, Arc::clone(&self.survey), self.clock.now()).await {
            Ok(Round::UpToDate(index)) => {
                self.index = Some(index);
                self.cell.confirm(moment);
                Ok(())
            }
            Ok(Round::Next(next)) => {
                self.index = Some(next.index);
                record_indexed(next.indexed);
                self.keeping.changed(next.indexed);
                self.timers.extend(next.deadlines);
                self.cell.publish(next.live, moment);
                Ok(())
            }
            Ok(Round::Reload(index, why)) => {
                info!(why, "loading the whole catalog");
                self.reload(Some(index)).await
            }
            Err(failed) => {
                self.index = failed.index.map(|index| *index);
                Err(failed.error)
            }
        }
    }

    async fn reload(&mut self, index: Option<SearchIndex>) -> Result<(), FollowError> {
        drop(index);
        let (index, committed) = SearchIndex::open(&self.index_dir)?;
        let index = index.holding(self.open.clone());
        let moment = Instant::now();
        let (survey, now) = (self.surveys.load(), self.clock.now());
        // Results that are shown stay until there are others in their place.
        let may_wait = self.cell.load().entity_count() == 0;
        let loaded = load(&self.store, index, committed, Arc::clone(&survey), now, may_wait).await?;
        self.show(loaded, survey, now, moment);
        Ok(())
    }
}
