//! The database that a command works on, and how far it has come.

use std::future::Future;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use catalog_schema::wire::Problem;
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tracing::info;

use super::Exit;
use crate::archive::ArchiveError;
use crate::auth::AuthError;
use crate::config::{Flags, Settings};
use crate::store::{Store, StoreError};
use crate::telemetry::{self, LogFormat};

/// Flags win over environment variables, these over the configuration file, that over defaults.
#[derive(Debug, Args)]
pub(super) struct Database {
    /// Where the database and the search index live (env SEXTANT_DATA_DIR; default sextant-data)
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// A PostgreSQL database instead of the embedded SQLite, postgres://… (env SEXTANT_DATABASE_URL)
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// The configuration file (env SEXTANT_CONFIG; default sextant.toml, if there is one)
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Database {
    /// The same as settings are put together from.
    pub(super) fn flags(self) -> Flags {
        let Self { data_dir, database_url, config } = self;
        Flags { config, data_dir, database_url, ..Flags::default() }
    }
}

/// Why a command that works on a catalog failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("there is no catalog at {}; name its directory with --data-dir, or its server with --database-url", .0.display())]
    NoCatalog(PathBuf),
    #[error("{} {problem}: {source}", path.display())]
    File { path: PathBuf, problem: &'static str, source: std::io::Error },
    #[error("{0}")]
    Usage(&'static str),
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    #[error(transparent)]
    Auth(#[from] AuthError),
    #[error("{}", .0.detail)]
    Refused(Box<Problem>),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Refused(Box::new(problem))
    }
}

impl Failure {
    fn exit(&self) -> Exit {
        match self {
            Self::Archive(ArchiveError::Damaged { .. } | ArchiveError::Newer { .. }) => Exit::Found,
            Self::NoCatalog(_) | Self::Usage(_) | Self::Archive(ArchiveError::NotEmpty { .. }) => Exit::Usage,
            Self::Auth(AuthError::Name(_) | AuthError::Taken(_) | AuthError::Unknown(_)) => Exit::Usage,
            Self::Refused(problem) if problem.status < 500 => Exit::Usage,
            Self::File { .. } | Self::Archive(_) | Self::Auth(_) | Self::Refused(_) => Exit::Outside,
        }
    }
}

/// Whether a database is made where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    Create,
    Refuse,
}

/// Opens the database, runs `work` on it and closes it; says what went wrong, or the line that `work` answers.
pub(super) fn on_database<F: Future<Output = Result<String, Failure>>>(
    database: Database,
    missing: Missing,
    work: impl FnOnce(Store) -> F,
) -> Exit {
    // A bar takes the place of the log where there is a terminal.
    let default_filter = if std::io::stderr().is_terminal() { "warn" } else { "info" };
    if let Err(error) = telemetry::init_logging(default_filter, LogFormat::detect()) {
        eprintln!("error: {error}");
        return Exit::Usage;
    }
    let settings = match Settings::resolve(database.flags(), |name| std::env::var(name).ok()) {
        Ok(settings) => settings,
        Err(error) => {
            eprintln!("error: {error}");
            return Exit::Usage;
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("error: the runtime cannot start: {error}");
            return Exit::Outside;
        }
    };
    let done = runtime.block_on(async {
        let store = open(&settings, missing).await?;
        let done = work(store.clone()).await;
        store.close().await;
        done
    });
    match done {
        Ok(summary) => {
            // On standard error: standard output may be the archive itself.
            eprintln!("{summary}");
            Exit::Ok
        }
        Err(failure) => {
            eprintln!("error: {failure}");
            failure.exit()
        }
    }
}

async fn open(settings: &Settings, missing: Missing) -> Result<Store, Failure> {
    let opened = match &settings.database_url.value {
        Some(url) => Store::connect_postgres(url).await,
        None => {
            let path = settings.data_dir.value.join("sextant.db");
            if missing == Missing::Refuse && !path.exists() {
                return Err(Failure::NoCatalog(path));
            }
            Store::open_sqlite(&path).await
        }
    };
    opened.map_err(|error: StoreError| ArchiveError::from(error).into())
}

/// How many rows are done: a bar on a terminal, elsewhere a line of the log every two seconds.
pub(super) struct Rows {
    bar: ProgressBar,
    next: Instant,
}

impl Rows {
    const PERIOD: Duration = Duration::from_secs(2);

    pub(super) fn new() -> Self {
        // Hidden by itself where there is no terminal.
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
        let bar = match ProgressStyle::with_template("{bar:32} {pos}/{len} rows  {eta} left") {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        };
        Self { bar, next: Instant::now() + Self::PERIOD }
    }

    pub(super) fn set(&mut self, done: u64, total: u64) {
        self.bar.set_length(total);
        self.bar.set_position(done);
        if self.bar.is_hidden() && Instant::now() >= self.next {
            info!(done, total, "rows");
            self.next = Instant::now() + Self::PERIOD;
        }
    }
}

impl Drop for Rows {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
