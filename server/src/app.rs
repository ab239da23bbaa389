//! The portal put together: store, sources, projections, faces.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use catalog_schema::decode::DecodeOptions;
use catalog_schema::formats::Blueprints;
use catalog_schema::merge::Precedence;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::JoinSet;
use tracing::{info, warn};
use web::portal::Portal;

use crate::addresses::{AddressSettings, Addresses};
use crate::api::{self, ApiState, Readers, Readiness, Waits};
use crate::auth::{Auth, Journal, Reading};
use crate::clock::Clock;
use crate::dry_run::DryRuns;
use crate::exemptions::Exemptions;
use crate::facts::FactIntake;
use crate::follow::{FollowError, Follower, LastImage, LiveCell, hear};
use crate::health::transitions;
use crate::ingest::{Ingest, IngestError, PUSH};
use crate::insights::{self, SurveyCell};
use crate::managed::{self, Managed};
use crate::pages;
use crate::portal::CatalogPortal;
use crate::retention::{self, Retention};
use crate::sources::directory::{DirectoryNames, Followed, Followers, NamedDirectory, Naming};
use crate::sources::forge::webhook::Webhooks;
use crate::sources::kinds::{Connect, RemoteFollowers, RemoteSettings};
use crate::sources::push::Pushes;
use crate::sources::registry::Registry;
use crate::store::{Leases, SourceSettings, Store, StoreError};
use crate::telemetry::{self, MetricsError};
use crate::vocabulary::{self, Vocabularies};

/// How many may wait for changes at once, unless something else is said.
pub const DEFAULT_MAX_STREAMS: u32 = 256;

/// Bodies that are taken at once, of up to 32 MiB each.
const UPLOADS: usize = 4;

/// Pushes that are taken at once, likewise. More of them wait: the database takes one after the other anyway.
const PUSHES: usize = 8;
/// Deliveries of webhooks that are taken at once, of up to 25 MiB each.
const DELIVERIES: usize = 4;
/// Directories that may wait to be followed.
const NEWCOMERS: usize = 16;

/// What a portal is made of.
#[derive(Clone, Debug)]
pub struct AppOptions {
    /// Where the index lives, and the database unless `database_url` says otherwise.
    pub data_dir: PathBuf,
    /// A PostgreSQL database; none means SQLite under the data directory.
    pub database_url: Option<String>,
    /// Directories and files to add as sources.
    pub catalogs: Vec<PathBuf>,
    /// Whether what is shown is written down for another start in the data directory.
    pub leaves_image: bool,
    /// Whether sources are read; a process that does not serves what others read.
    pub follow_sources: bool,
    /// Which format is believed where several of one repository describe an entity.
    pub precedence: Precedence,
    /// What blueprints of Port's stand for.
    pub blueprints: Blueprints,
    /// What is configured of sources, by name.
    pub sources: BTreeMap<String, SourceSettings>,
    /// Who may see the catalog.
    pub reading: Reading,
    /// Sources that are pushed to, by the configuration. They come about by the first push.
    pub pushed_sources: BTreeSet<String>,
    /// Sources that are elsewhere, by the configuration.
    pub remote_sources: BTreeMap<String, RemoteSettings>,
    /// How long a request may wait for a revision.
    pub waits: Waits,
    /// How many may wait for changes at once.
    pub max_streams: u32,
    /// Directories below which sources may be added while the portal runs.
    pub allowed_directories: Vec<PathBuf>,
    /// What is kept, and for how long.
    pub retention: Retention,
    /// Files of the web that descriptors name.
    pub addresses: AddressSettings,
    /// How long to wait at start for a database that cannot be reached, and how old what is shown may be.
    pub patience: Patience,
}

impl Default for AppOptions {
    fn default() -> Self {
        Self {
            data_dir: PathBuf::new(),
            database_url: None,
            catalogs: Vec::new(),
            leaves_image: true,
            follow_sources: true,
            precedence: Precedence::default(),
            blueprints: Blueprints::default(),
            sources: BTreeMap::new(),
            reading: Reading::default(),
            pushed_sources: BTreeSet::new(),
            remote_sources: BTreeMap::new(),
            waits: Waits::default(),
            max_streams: DEFAULT_MAX_STREAMS,
            allowed_directories: Vec::new(),
            retention: Retention::default(),
            addresses: AddressSettings::default(),
            patience: Patience::default(),
        }
    }
}

/// What a portal bears of its database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How long to wait at start for a database that cannot be reached.
    pub start: Duration,
    /// How old what is shown may be before the portal says that it is not ready.
    pub max_lag: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { start: Duration::from_secs(60), max_lag: Duration::from_secs(60) }
    }
}

/// After which another process takes over the work of one that is not heard of any more.
const LEASE: Duration = Duration::from_secs(15);

/// How long the end of a process waits for what is being written to the index.
const LAST_WRITES: Duration = Duration::from_secs(10);

/// How long the end of a process waits for what is shown to be written down: a million entities take most of it.
const LAST_IMAGE: Duration = Duration::from_secs(20);

/// How long the end of a process waits for its last notes in the audit log.
const LAST_NOTES: Duration = Duration::from_secs(5);

/// Why a portal is not up.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// A `--catalog` path is not there, and never was.
    #[error("the catalog {path} cannot be read: {source}")]
    Catalog {
        /// The path as given.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The configuration says something of a source that there is not.
    #[error(
        "the configuration has [sources.{name}], but there is no such source; there are: {known}. A source that is pushed \
         to comes about by the first push; say type = \"push\" in its table until then"
    )]
    UnknownSource {
        /// The source's name.
        name: String,
        /// Those that there are.
        known: String,
    },
    /// The configuration says that a source is pushed to, and it is a directory.
    #[error(
        "the configuration says type = \"push\" of [sources.{0}], but that source is a directory; call the one that is \
         pushed to otherwise"
    )]
    NotPushed(String),
    /// The configuration says another type of a source than it has.
    #[error(
        "the configuration says type = \"{said}\" of [sources.{name}], but that source is of type {is}; call it otherwise"
    )]
    OtherType {
        /// The source's name.
        name: String,
        /// What is said.
        said: &'static str,
        /// What it is.
        is: String,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The projections failed.
    #[error(transparent)]
    Follow(#[from] FollowError),
    /// A source could not be registered.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// Metrics could not be set up.
    #[error(transparent)]
    Metrics(#[from] MetricsError),
}

/// A running portal.
pub struct App {
    store: Store,
    leases: Leases,
    ingest: Ingest,
    cell: Arc<LiveCell>,
    index_closed: watch::Receiver<()>,
    last_image: LastImage,
    portal: Arc<CatalogPortal>,
    api: ApiState,
    readiness: Arc<Readiness>,
    closing: watch::Sender<bool>,
    /// One for each source: how far it is followed.
    scans: Vec<watch::Receiver<Followed>>,
    tasks: JoinSet<()>,
}

impl App {
    /// Opens the store, loads the catalog and starts to follow sources. What the store has is shown at once; the portal
    /// is ready when every source that was never read has been read once.
    ///
    /// # Errors
    /// If the store cannot be opened, the index directory is in use, or a new catalog path is not there.
    pub async fn start(options: AppOptions) -> Result<Self, AppError> {
        let store = match &options.database_url {
            Some(url) => Store::connect_postgres_within(url, options.patience.start).await?,
            None => Store::open_sqlite(&options.data_dir.join("sextant.db")).await?,
        };
        let decode = DecodeOptions { blueprints: options.blueprints.clone(), ..DecodeOptions::default() };
        let file_limit = decode.limits.file_bytes as u64;
        let (hint, hints) = watch::channel(0);
        let mut ingest = Ingest::new(store.clone(), decode, hint.clone())
            .believing(options.precedence.clone())
            .configured(options.sources.clone())
            .asking(Addresses::new(store.clone(), options.addresses.clone()));
        let (first_fill, is_filled) = mpsc::channel(1);
        if options.follow_sources {
            ingest = ingest.handing_over(first_fill);
        }
        if options.sources.contains_key(managed::OVERLAY) {
            ingest = ingest.overlaying(managed::OVERLAY);
        }
        let outcome = ingest.apply_precedence().await?;
        if !outcome.updated.is_empty() {
            info!(entities = outcome.updated.len(), "merged anew: formats are believed in another order than before");
        }
        let surveys = Arc::new(SurveyCell::default());
        let index_dir = options.data_dir.join("index");
        let image = options.leaves_image.then(|| options.data_dir.join("catalog.image"));
        let follower =
            Follower::start(store.clone(), &index_dir, image.as_deref(), Arc::clone(&surveys), Clock::default(), hints)
                .await?;
        let follower = follower.taking(is_filled);
        let (cell, index_closed, last_image) = (follower.cell(), follower.closed(), follower.last_image());
        let portal = CatalogPortal::new(store.clone(), Arc::clone(&cell)).believing(options.precedence.clone());
        let portal = portal.configured(options.sources.keys().cloned().collect());
        let dry_runs = DryRuns::new(store.clone(), ingest.clone(), Arc::clone(&cell), Arc::clone(&surveys));
        let facts = FactIntake::new(store.clone(), Arc::clone(&cell), hint.clone(), Clock::default());
        let portal =
            Arc::new(portal.surveyed(Arc::clone(&surveys)).rehearsing(dry_runs).taking(facts).hinting(hint.clone()));
        let readiness = Readiness::new("the catalog is being read for the first time");
        let readiness = Arc::new(readiness.within(Arc::clone(&cell), options.patience.max_lag));
        let shared: Arc<dyn Portal> = Arc::clone(&portal) as Arc<dyn Portal>;
        let closing = watch::Sender::new(false);
        let (journal, journalling) = Journal::new(store.clone());
        let auth = Auth::new(store.clone(), journal, options.reading, Clock::default());
        let (newcomers, new_directories) = mpsc::channel(NEWCOMERS);
        let mut sources = Registry::new(store.clone(), ingest.clone()).naming(&options.catalogs);
        if options.follow_sources {
            sources = sources.adding(&options.allowed_directories, newcomers);
        }
        let webhooks = Webhooks::new(store.clone(), ingest.clone(), Arc::clone(&cell));
        let api = ApiState {
            portal: shared,
            sources,
            auth,
            managed: Managed::new(store.clone(), ingest.clone(), Arc::clone(&cell)),
            exemptions: Exemptions::new(store.clone(), Arc::clone(&cell), hint.clone(), Clock::default()),
            vocabularies: Vocabularies::new(store.clone()).of_portal(ingest.clone(), Arc::clone(&cell)),
            readiness: Arc::clone(&readiness),
            metrics: telemetry::install_metrics()?,
            waits: options.waits,
            readers: Readers::at_most(options.max_streams),
            uploads: Arc::new(Semaphore::new(UPLOADS)),
            pushes: Pushes::new(store.clone(), ingest.clone()),
            webhooks: webhooks.clone(),
            deliveries: Arc::new(Semaphore::new(DELIVERIES)),
            push_turns: Arc::new(Semaphore::new(PUSHES)),
            closing: closing.subscribe(),
        };
        let (scans, tasks) = (Vec::new(), JoinSet::new());
        let leases = Leases::new(store.clone(), LEASE);
        let mut app = Self {
            store,
            leases,
            ingest,
            cell,
            index_closed,
            last_image,
            portal,
            api,
            readiness,
            closing,
            scans,
            tasks,
        };
        app.tasks.spawn(journalling);
        app.tasks.spawn(follower.run());
        app.tasks.spawn(webhooks.run());
        app.tasks.spawn(hear(app.store.clone(), hint));
        let (store, cell, leases) = (app.store.clone(), Arc::clone(&app.cell), app.leases.clone());
        app.tasks.spawn(transitions::run(store, cell, Arc::clone(&surveys), leases));
        app.tasks.spawn(insights::run(app.store.clone(), Arc::clone(&app.cell), surveys, app.leases.clone()));
        app.tasks.spawn(vocabulary::run(app.ingest.clone(), Arc::clone(&app.cell)));
        app.tasks.spawn(retention::run(app.store.clone(), app.leases.clone(), options.retention));
        app.start_sources(&options, file_limit, new_directories).await?;
        Ok(app)
    }

    /// Every route: API, pages, assets.
    pub fn router(&self) -> Router {
        let portal: Arc<dyn Portal> = Arc::clone(&self.portal) as Arc<dyn Portal>;
        api::layered(api::router(self.api.clone()).merge(pages::router(
            portal,
            self.api.auth.clone(),
            self.api.managed.clone(),
            self.api.sources.clone(),
            self.api.vocabularies.clone(),
            self.api.exemptions.clone(),
        )))
    }

    /// The reads that API and pages share.
    pub fn portal(&self) -> &CatalogPortal {
        &self.portal
    }

    /// The way into the catalog, for what pushes.
    pub fn ingest(&self) -> &Ingest {
        &self.ingest
    }

    /// Where the current snapshot is.
    pub fn cell(&self) -> &Arc<LiveCell> {
        &self.cell
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The entities that the portal keeps.
    pub fn managed(&self) -> &Managed {
        &self.api.managed
    }

    /// The exemptions that people ask for.
    pub fn exemptions(&self) -> &Exemptions {
        &self.api.exemptions
    }

    /// Who may do what.
    pub fn auth(&self) -> &Auth {
        &self.api.auth
    }

    /// Whether the portal has read its sources.
    pub fn readiness(&self) -> &Arc<Readiness> {
        &self.readiness
    }

    /// Ends what waits for the catalog to change, when true is sent: streams would keep a server from its end.
    pub fn closing(&self) -> watch::Sender<bool> {
        self.closing.clone()
    }

    /// Waits until every source has been scanned since the start, well or not, and is watched where that can be.
    pub async fn first_scans(&self) {
        for scan in &self.scans {
            wait_until(scan.clone(), Followed::Watched).await;
        }
    }

    /// Stops following sources, and closes the search index and the database. A sync under way leaves the catalog as it was.
    pub async fn stop(mut self) {
        // A database that is gone must not keep the process.
        let _ = tokio::time::timeout(LAST_NOTES, self.api.auth.journal().flush()).await;
        if tokio::time::timeout(LAST_IMAGE, self.last_image.written()).await.is_err() {
            warn!("what is shown could not be written down in time; the next start may take longer");
        }
        self.tasks.shutdown().await;
        // What blocks is not ended with its task.
        let closed = async { while self.index_closed.changed().await.is_ok() {} };
        if tokio::time::timeout(LAST_WRITES, closed).await.is_err() {
            warn!("the search index is still being written to");
        }
        if self.store.is_shared() {
            // Others would wait until they run out.
            if let Err(error) = self.leases.give_back_all().await {
                warn!(%error, "what this process does for all was not handed over at once");
            }
        }
        self.store.close().await;
    }

    /// Follows the directories that the store knows and those that are new.
    async fn start_sources(
        &mut self,
        options: &AppOptions,
        file_limit: u64,
        newcomers: mpsc::Receiver<NamedDirectory>,
    ) -> Result<(), AppError> {
        let known = self.store.read().await?.locations().await?;
        let mut directories: Vec<(NamedDirectory, bool)> =
            known.iter().filter_map(|row| Some((NamedDirectory::of_location(row)?, row.last_sync.is_none()))).collect();
        let mut names = DirectoryNames::new(&known);
        let mut asked_for = BTreeSet::new();
        for path in &options.catalogs {
            let failed = |source| AppError::Catalog { path: path.to_owned(), source };
            match names.name(path).map_err(failed)? {
                Naming::New(directory) => {
                    asked_for.insert(directory.root.clone());
                    directories.push((directory, true));
                }
                Naming::Known(directory) => {
                    asked_for.insert(directory.root);
                }
            }
        }
        let pushed: BTreeSet<&str> =
            known.iter().filter(|row| row.source_type == PUSH).map(|row| row.source.as_str()).collect();
        for source in pushed.iter().chain(&managed::SOURCES) {
            self.ingest.configure(source).await?;
        }
        let remote = self.configure_remotes(&options.remote_sources).await?;
        let is_pushed = |directory: &NamedDirectory| options.pushed_sources.contains(&directory.name);
        if let Some((directory, _)) = directories.iter().find(|(directory, _)| is_pushed(directory)) {
            return Err(AppError::NotPushed(directory.name.clone()));
        }
        let known: BTreeSet<&str> = directories.iter().map(|(directory, _)| directory.name.as_str()).collect();
        let known: BTreeSet<&str> = known.union(&pushed).copied().chain(remote.iter().map(String::as_str)).collect();
        let of_portal = |name: &str| managed::SOURCES.contains(&name);
        let may_come = |name: &str| known.contains(name) || options.pushed_sources.contains(name) || of_portal(name);
        if let Some(name) = options.sources.keys().find(|name| !may_come(name)) {
            let known = known.into_iter().collect::<Vec<_>>().join(", ");
            return Err(AppError::UnknownSource { name: name.clone(), known });
        }
        let mut first_syncs = JoinSet::new();
        directories.retain(|_| options.follow_sources);
        let leases = self.store.is_shared().then(|| self.leases.clone());
        if options.follow_sources {
            let connect = Connect { directory: options.data_dir.join("fetched") };
            let remote = RemoteFollowers::new(self.store.clone(), self.ingest.clone(), leases.clone(), connect);
            self.tasks.spawn(remote.run());
        }
        let mut followers = Followers::new(self.ingest.clone(), leases, file_limit, Arc::clone(&self.cell));
        for (directory, first) in directories {
            let asked_for = asked_for.contains(&directory.root);
            let finished = followers.follow(directory, asked_for).await?;
            if first {
                first_syncs.spawn(wait_until(finished.clone(), Followed::Read));
            }
            self.scans.push(finished);
        }
        self.tasks.spawn(followers.run(newcomers));
        let (cell, store, readiness) = (Arc::clone(&self.cell), self.store.clone(), Arc::clone(&self.readiness));
        self.tasks.spawn(async move {
            while first_syncs.join_next().await.is_some() {}
            match head_revision(&store).await {
                Ok(revision) => cell.wait_for(revision).await,
                Err(error) => warn!(%error, "the store did not say how far it is"),
            }
            readiness.set_ready();
            info!(revision = cell.load().revision(), entities = cell.load().entity_count(), "ready");
        });
        Ok(())
    }
}

impl App {
    /// Has the sources that are elsewhere as the configuration says them; answers the names of all that there are.
    async fn configure_remotes(&self, said: &BTreeMap<String, RemoteSettings>) -> Result<Vec<String>, AppError> {
        for (name, settings) in said {
            match self.api.sources.put_remote(name, settings).await? {
                None => self.ingest.configure(name).await?,
                Some(is) => {
                    return Err(AppError::OtherType { name: name.clone(), said: settings.source_type(), is });
                }
            }
        }
        let remotes = self.store.read().await?.remotes().await?;
        let names: Vec<String> = remotes.into_iter().map(|row| row.name).collect();
        for name in names.iter().filter(|name| !said.contains_key(*name)) {
            self.ingest.configure(name).await?;
        }
        Ok(names)
    }
}

async fn wait_until(mut receiver: watch::Receiver<Followed>, wanted: Followed) {
    // The sender ends with its task, in which case nobody waits for readiness any more.
    let _ = receiver.wait_for(|followed| *followed >= wanted).await;
}

async fn head_revision(store: &Store) -> Result<u64, StoreError> {
    Ok(store.read().await?.head().await?.revision)
}
