//! `sextant serve`.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;
use tokio::net::TcpListener;
use tokio::signal;
use tracing::{error, info};

use super::Exit;
use crate::api::Waits;
use crate::app::{App, AppOptions, Patience};
use crate::auth::{Reading, first_token};
use crate::config::{Flags, Settings};
use crate::telemetry;

/// Has the kernel give memory in small pages. A catalog's allocations are small and are given back here and there: of a huge
/// page some part is always in use, and at 100,000 components that was a tenth of all memory.
fn without_huge_pages() {
    #[cfg(target_os = "linux")]
    if let Err(error) = nix::sys::prctl::set_thp_disable(true) {
        tracing::debug!(%error, "huge pages stay on");
    }
}

/// Flags win over environment variables, these over the configuration file, that over defaults.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Address and port; port 0 takes a free one (env SEXTANT_LISTEN; default 127.0.0.1:7373)
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Where the database and the search index live (env SEXTANT_DATA_DIR; default sextant-data)
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// A PostgreSQL database instead of the embedded SQLite, postgres://… (env SEXTANT_DATABASE_URL)
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// A directory (or one file) with descriptors; read, then watched. May be repeated (env SEXTANT_CATALOG)
    #[arg(long, value_name = "PATH")]
    catalog: Vec<PathBuf>,
    /// The configuration file (env SEXTANT_CONFIG; default sextant.toml, if there is one)
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Let everyone who can reach the address read the catalog, where that is not only this machine
    /// (env SEXTANT_ALLOW_UNGUARDED_READ)
    #[arg(long)]
    allow_unguarded_read: bool,
    /// Let only those read who have a token; people sign in with one (env SEXTANT_GUARD_READ)
    #[arg(long)]
    guard_read: bool,
}

impl From<Arguments> for Flags {
    fn from(arguments: Arguments) -> Self {
        Self {
            config: arguments.config,
            listen: arguments.listen,
            data_dir: arguments.data_dir,
            database_url: arguments.database_url,
            catalog: arguments.catalog,
            allow_unguarded_read: arguments.allow_unguarded_read,
            guard_read: arguments.guard_read,
        }
    }
}

pub(super) fn run(arguments: Arguments) -> Exit {
    without_huge_pages();
    if let Err(error) = telemetry::init_logging("info", telemetry::LogFormat::detect()) {
        eprintln!("error: {error}");
        return Exit::Usage;
    }
    let settings = match Settings::resolve(arguments.into(), |name| std::env::var(name).ok()) {
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
    match runtime.block_on(serve(settings)) {
        Ok(()) => Exit::Ok,
        Err(error) => {
            error!(error = %error, "stopped");
            eprintln!("error: {error}");
            Exit::Outside
        }
    }
}

/// Why the portal is not up.
#[derive(Debug, thiserror::Error)]
enum ServeError {
    #[error("cannot listen on {address}: {source}")]
    Listen { address: std::net::SocketAddr, source: std::io::Error },
    #[error(transparent)]
    App(#[from] crate::app::AppError),
    #[error(transparent)]
    FirstToken(#[from] crate::auth::FirstTokenError),
    #[error("the server failed: {0}")]
    Server(std::io::Error),
}

async fn serve(settings: Settings) -> Result<(), ServeError> {
    let address = settings.listen.value;
    let listen = |source| ServeError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(listen)?;
    let local = listener.local_addr().map_err(listen)?;
    let data_dir = settings.data_dir.value;
    let reading = if settings.guard_read.value { Reading::Guarded } else { Reading::Open };
    let app = App::start(AppOptions {
        data_dir: data_dir.clone(),
        database_url: settings.database_url.value,
        catalogs: settings.catalog.value,
        leaves_image: true,
        follow_sources: settings.follow_sources.value,
        precedence: settings.format_precedence.value,
        blueprints: settings.blueprints.value,
        sources: settings.sources.value,
        reading,
        pushed_sources: settings.pushed_sources,
        remote_sources: settings.remote_sources,
        waits: Waits { most: settings.max_wait.value, ..Waits::default() },
        max_streams: settings.max_streams.value,
        allowed_directories: settings.allowed_directories.value,
        retention: settings.retention.policy(),
        addresses: settings.addresses.settings(),
        patience: Patience { max_lag: settings.max_lag.value, ..Patience::default() },
    })
    .await?;
    if let Some(first) = first_token(app.auth(), &data_dir).await? {
        info!(file = %first.path.display(), "the admin token was written");
        // Never into a log: only where a person looks.
        if std::io::stderr().is_terminal() {
            eprintln!("admin token (also in {}): {}", first.path.display(), first.secret.reveal());
        }
    }
    // The one line on standard output that scripts wait for; a closed pipe must not stop the portal.
    let _ = writeln!(std::io::stdout(), "listening on http://{local}");
    let closing = app.closing();
    let ending = async move {
        stopped().await;
        closing.send_replace(true);
    };
    let result = axum::serve(listener, app.router()).with_graceful_shutdown(ending).await;
    info!("stopping");
    app.stop().await;
    result.map_err(ServeError::Server)
}

/// Completes when the process is asked to end.
async fn stopped() {
    let interrupt = async {
        // Without a handler the default action ends the process, which is what is asked for.
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut stream) => {
                stream.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
