//! The image of what is shown: written by and by and at the end, and read at the next start in place of the whole store.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use catalog_schema::model::EntityRef;
use serde::{Deserialize, Serialize};
use tokio::sync::{mpsc, oneshot};
use tokio::task::{JoinHandle, spawn_blocking};
use tracing::{debug, info, warn};

use super::FollowError;
use super::convert::version;
use super::load::CATCH_UP_LIMIT;
use crate::background::aside;
use crate::image::{ImageError, ImageReader, ImageWriter, Program, this_program};
use crate::insights::Survey;
use crate::live::{Live, Moment, defines};
use crate::search::{Committed, SearchReader};
use crate::store::{Head, Store, Tx};

/// Entities that may change until another image is written: as many are taken in anew in a moment.
const BEHIND: usize = 2_000;

/// Whose image it is, and of what.
#[derive(Serialize, Deserialize)]
struct Title {
    program: Program,
    moment: Moment,
}

/// All that goes on from where another process was.
pub(super) struct State {
    pub(super) live: Arc<Live>,
    /// What the results were made with.
    pub(super) survey: Arc<Survey>,
    pub(super) deadlines: Vec<(i64, EntityRef)>,
    /// Up to when time was looked at, milliseconds since the Unix epoch.
    pub(super) judged_at: i64,
}

impl State {
    fn write(&self, path: &Path, program: Program) -> Result<(), ImageError> {
        let mut out = ImageWriter::create(path)?;
        out.put(&Title { program, moment: self.live.moment() })?;
        self.live.write_image(&mut out)?;
        self.survey.write_image(&mut out)?;
        out.put(&self.judged_at)?;
        out.put_list(self.deadlines.len(), &self.deadlines)?;
        out.finish()
    }

    fn read(mut image: ImageReader, moment: Moment, search: SearchReader) -> Result<Self, ImageError> {
        let live = Live::read_image(&mut image, moment, search)?;
        let survey = Arc::new(Survey::read_image(&mut image, &live)?);
        let judged_at = image.block()?.read()?;
        let deadlines = image.list(|block| block.read())?;
        image.finish()?;
        Ok(Self { live: Arc::new(live), survey, deadlines, judged_at })
    }
}

/// Reads an image, if there is one that this program wrote of the store's catalog and from which the log goes on, to be
/// searched by an index that has all that it has. It is none to go on from where what entities define has changed since.
pub(super) async fn resume(
    store: &Store,
    path: &Path,
    search: SearchReader,
    committed: Option<Committed>,
) -> Result<Option<State>, FollowError> {
    let started = Instant::now();
    let Some((image, moment)) = open(path.to_owned()).await? else { return Ok(None) };
    let mut tx = store.read().await?;
    let head = tx.head().await?;
    // What came since is taken into both; an index that lacks more is brought up to date where all is loaded.
    let has_all =
        |known: Committed| known.epoch == head.epoch && (moment.revision..=head.revision).contains(&known.revision);
    if !committed.is_some_and(has_all) || !goes_on(&mut tx, &head, &moment).await? {
        return Ok(None);
    }
    let state = match spawn_blocking(move || State::read(image, moment, search)).await? {
        Ok(state) => state,
        Err(error) => return Ok(unusable(path, &error)),
    };
    let definers = tx.current_versions(&state.live.definers()).await?;
    let vocabulary = Arc::new(tx.vocabulary().await?);
    let definers: Vec<_> = definers.into_iter().map(version).collect();
    let live = Live::clone(&state.live).defining(&definers, vocabulary);
    let (revision, entities, ms) = (live.revision(), live.entity_count(), started.elapsed().as_millis());
    info!(revision, entities, ms, "the catalog goes on from where it was left");
    Ok(Some(State { live: Arc::new(live), ..state }))
}

/// The image with the moment that it is of; none where there is none of this program.
async fn open(path: PathBuf) -> Result<Option<(ImageReader, Moment)>, FollowError> {
    let open = |path: &Path| {
        let Some(mut image) = ImageReader::open(path)? else { return Ok(None) };
        let title: Title = image.block()?.read()?;
        Ok((Some(title.program) == this_program()).then_some((image, title.moment)))
    };
    Ok(spawn_blocking(move || open(&path).unwrap_or_else(|error| unusable(&path, &error))).await?)
}

fn unusable<T>(path: &Path, error: &ImageError) -> Option<T> {
    warn!(path = %path.display(), %error, "what was kept of the catalog cannot be used; it is put together anew");
    None
}

async fn goes_on(tx: &mut Tx, head: &Head, moment: &Moment) -> Result<bool, FollowError> {
    let is_known = *moment.epoch == *head.epoch && (head.oldest_revision..=head.revision).contains(&moment.revision);
    if !is_known || tx.count_changes_after(moment.revision, CATCH_UP_LIMIT).await? == CATCH_UP_LIMIT {
        return Ok(false);
    }
    let steps = tx.changes_after(moment.revision).await?;
    Ok(!steps.iter().any(|step| defines(step.entity_ref.kind())))
}

/// Asks a follower to write down what it shows, before it is ended.
#[derive(Debug)]
pub struct LastImage(mpsc::Sender<oneshot::Sender<()>>);

impl LastImage {
    pub(super) fn of(asked: mpsc::Sender<oneshot::Sender<()>>) -> Self {
        Self(asked)
    }

    /// Waits until it is there, or the follower is gone.
    pub async fn written(&self) {
        let (done, is_done) = oneshot::channel();
        if self.0.send(done).await.is_ok() {
            let _ = is_done.await;
        }
    }
}

/// When what is shown is written down.
pub(super) struct Keeping {
    /// None where nothing is.
    to: Option<(PathBuf, Program)>,
    /// What was written last.
    kept: Option<Moment>,
    /// Entities that changed since.
    behind: usize,
    writing: Option<JoinHandle<()>>,
}

impl Keeping {
    pub(super) fn new(path: Option<&Path>, kept: Option<Moment>) -> Self {
        Self { to: path.map(Path::to_owned).zip(this_program()), kept, behind: 0, writing: None }
    }

    /// So many entities are others than before.
    pub(super) fn changed(&mut self, entities: usize) {
        self.behind += entities;
    }

    /// All is another catalog now.
    pub(super) fn replaced(&mut self) {
        self.kept = None;
    }

    /// Whether it is time to write, while there is more to come.
    pub(super) fn is_due(&self, live: &Live, survey: &Survey) -> bool {
        let is_idle = self.writing.as_ref().is_none_or(JoinHandle::is_finished);
        let is_other = self.kept.as_ref().is_none_or(|kept| kept.awaits_judgement);
        let is_whole = !live.awaits_judgement() && live.entity_count() > 0 && survey.has_looked_at(live);
        self.to.is_some() && is_idle && is_whole && (is_other || self.behind >= BEHIND)
    }

    /// Writes a state down, beside all else.
    pub(super) fn keep(&mut self, state: State) {
        self.writing = self.writer(state).map(aside);
    }

    /// What writes a state down.
    fn writer(&mut self, state: State) -> Option<impl FnOnce() + Send + use<>> {
        let (path, program) = self.to.clone()?;
        (self.kept, self.behind) = (Some(state.live.moment()), 0);
        Some(move || {
            let started = Instant::now();
            match state.write(&path, program) {
                Ok(()) => debug!(
                    revision = state.live.revision(),
                    ms = started.elapsed().as_millis(),
                    "what is shown is written down for the next start"
                ),
                Err(error) => warn!(
                    path = %path.display(), %error,
                    "what is shown could not be written down; the next start reads the whole catalog"
                ),
            }
        })
    }

    /// The same before the end, if what was written is not that; it is there when this is over.
    pub(super) async fn keep_last(&mut self, state: State) {
        self.written().await;
        if state.live.entity_count() > 0 && self.kept.as_ref() != Some(&state.live.moment()) {
            self.writing = self.writer(state).map(spawn_blocking);
            self.written().await;
        }
    }

    async fn written(&mut self) {
        if let Some(writing) = self.writing.take()
            && let Err(error) = writing.await
        {
            warn!(%error, "what is shown could not be written down");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::testing::{catalog, entity};

    #[tokio::test]
    async fn it_is_written_once_all_is_known_and_whenever_much_has_changed() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("image");
        let live = catalog([entity("component:default/a")]);
        let survey = Survey::new(&live, Arc::default(), Vec::new(), Arc::default());
        let mut keeping = Keeping::new(Some(&path), None);
        assert!(!keeping.is_due(&live, &Survey::default()), "nobody looked at all of it yet");
        assert!(!keeping.is_due(&live.clone().awaiting_judgement(), &survey), "nor judged it");
        assert!(keeping.is_due(&live, &survey));

        let state = State {
            live: Arc::new(live.clone()),
            survey: Arc::new(survey.clone()),
            deadlines: Vec::new(),
            judged_at: 7,
        };
        keeping.keep(state);
        keeping.written().await;
        assert!(path.exists());
        let (image, moment) = open(path).await.unwrap().unwrap();
        assert_eq!(moment, live.moment());
        let again = State::read(image, moment, live.search().clone()).unwrap();
        assert_eq!((again.live.entity_count(), again.judged_at), (1, 7));
        assert!(again.survey.has_looked_at(&again.live));

        keeping.changed(BEHIND - 1);
        assert!(!keeping.is_due(&live, &survey));
        keeping.changed(1);
        assert!(keeping.is_due(&live, &survey));
    }
}
