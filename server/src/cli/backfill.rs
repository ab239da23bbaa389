//! `sextant backfill`.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use catalog_schema::decode::DecodeOptions;
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tokio::sync::watch;
use tracing::{info, warn};

use super::Exit;
use crate::clock::now_ms;
use crate::config::{Flags, Settings};
use crate::health::transitions::Past;
use crate::ingest::Ingest;
use crate::portal::MOST_DAYS;
use crate::sources::git_history::{Backfill, Backfilled, HistoryError};
use crate::store::{Store, StoreError};
use crate::telemetry::{self, LogFormat};

/// Below the data directory, while a history is replayed.
const SCRATCH: &str = "backfill";
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Where the history is, and where to put it. Flags win over environment variables, these over the configuration file,
/// that over defaults.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A directory with git repositories at or below it, as `serve` will be given it. May be repeated (env
    /// SEXTANT_CATALOG)
    #[arg(long, value_name = "PATH")]
    catalog: Vec<PathBuf>,
    /// Begin with what was there on this day (2026-01-31, in UTC) or so many days ago (180d)
    #[arg(long, value_name = "DAY", value_parser = parse_since)]
    since: Option<i64>,
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

pub(super) fn run(arguments: Arguments) -> Exit {
    // A bar takes the place of the log where there is a terminal.
    let default_filter = if std::io::stderr().is_terminal() { "warn" } else { "info" };
    if let Err(error) = telemetry::init_logging(default_filter, LogFormat::detect()) {
        eprintln!("error: {error}");
        return Exit::Usage;
    }
    let since = arguments.since;
    let flags = Flags {
        config: arguments.config,
        data_dir: arguments.data_dir,
        database_url: arguments.database_url,
        catalog: arguments.catalog,
        ..Flags::default()
    };
    let settings = match Settings::resolve(flags, |name| std::env::var(name).ok()) {
        Ok(settings) => settings,
        Err(error) => {
            eprintln!("error: {error}");
            return Exit::Usage;
        }
    };
    if settings.catalog.value.is_empty() {
        eprintln!("error: no directory is named; name one with --catalog");
        return Exit::Usage;
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("error: the runtime cannot start: {error}");
            return Exit::Outside;
        }
    };
    match runtime.block_on(backfill(settings, since)) {
        Ok(result) => {
            // The one line on standard output; a reader that is gone does not undo what was done.
            let _ = writeln!(std::io::stdout(), "{}", summary(&result));
            Exit::Ok
        }
        Err(error) => {
            eprintln!("error: {error}");
            match error {
                HistoryError::NoRepository { .. } | HistoryError::ReadBefore { .. } => Exit::Usage,
                _ => Exit::Outside,
            }
        }
    }
}

async fn backfill(settings: Settings, since: Option<i64>) -> Result<Backfilled, HistoryError> {
    let store = open(&settings).await?;
    let result = replay(&store, &settings, since).await;
    store.close().await;
    result
}

async fn open(settings: &Settings) -> Result<Store, StoreError> {
    match &settings.database_url.value {
        Some(url) => Store::connect_postgres(url).await,
        None => Store::open_sqlite(&settings.data_dir.value.join("sextant.db")).await,
    }
}

async fn replay(store: &Store, settings: &Settings, since: Option<i64>) -> Result<Backfilled, HistoryError> {
    let backfill = Backfill::read(store.clone(), &settings.catalog.value, since).await?;
    let decode = DecodeOptions { blueprints: settings.blueprints.value.clone(), ..DecodeOptions::default() };
    let file_limit = decode.limits.file_bytes as u64;
    let (hint, _) = watch::channel(0);
    let ingest = Ingest::new(store.clone(), decode, hint)
        .believing(settings.format_precedence.value.clone())
        .configured(settings.sources.value.clone());
    ingest.apply_precedence().await?;
    let mut progress = Progress::new(backfill.steps());
    let now = now_ms();
    let scratch = settings.data_dir.value.join(SCRATCH);
    let mut past = Past::of(store.clone(), &scratch, now - i64::from(MOST_DAYS) * DAY_MS).await?;
    if past.is_none() {
        info!("what scorecards said in the past is not written down: the store has a present already");
    }
    let next = async |at: i64| {
        if let Some(past) = &mut past {
            past.until(at).await?;
        }
        progress.step();
        Ok(())
    };
    let result = backfill.replay(&ingest, file_limit, next).await;
    progress.bar.finish_and_clear();
    match (result, past) {
        (Ok(result), Some(past)) => {
            past.finish(now).await?;
            Ok(result)
        }
        (Err(error), Some(past)) => {
            warn!(
                "the past of scores is written down as far as the commits were replayed, and will not go on from there"
            );
            if let Err(failed) = past.give_up().await {
                warn!(%failed, "not all of the past of scores could be written down");
            }
            Err(error)
        }
        (result, None) => result,
    }
}

/// How far it has come: a bar on a terminal, elsewhere a line of the log every two seconds.
struct Progress {
    bar: ProgressBar,
    next: Instant,
}

impl Progress {
    const PERIOD: Duration = Duration::from_secs(2);

    fn new(steps: usize) -> Self {
        // Hidden by itself where there is no terminal.
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::stderr());
        let bar = match ProgressStyle::with_template("{bar:32} {pos}/{len} commits  {eta} left") {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        };
        Self { bar, next: Instant::now() + Self::PERIOD }
    }

    fn step(&mut self) {
        self.bar.inc(1);
        if self.bar.is_hidden() && Instant::now() >= self.next {
            info!(done = self.bar.position(), total = self.bar.length(), "replaying commits");
            self.next = Instant::now() + Self::PERIOD;
        }
    }
}

fn summary(result: &Backfilled) -> String {
    let counted = |count: u64, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    format!(
        "replayed {}: {}, {}",
        counted(result.commits as u64, "commit", "commits"),
        counted(result.revisions as u64, "revision", "revisions"),
        counted(result.entities, "entity", "entities"),
    )
}

/// Milliseconds since the Unix epoch.
fn parse_since(text: &str) -> Result<i64, String> {
    let no_day = || "it is a day such as 2026-01-31, or a number of days such as 180d".to_owned();
    if let Some(days) = text.strip_suffix('d') {
        let days: u32 = days.parse().map_err(|_| no_day())?;
        return Ok(now_ms() - i64::from(days) * DAY_MS);
    }
    let day: Date = text.parse().map_err(|_| no_day())?;
    let start = day.to_zoned(TimeZone::UTC).map_err(|_| no_day())?;
    Ok(start.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_utc() {
        assert_eq!(parse_since("2026-01-31"), Ok(1_769_817_600_000));
        let since = parse_since("180d").unwrap();
        let ago = now_ms() - since;
        assert!((180 * DAY_MS..181 * DAY_MS).contains(&ago), "{ago}");
        for nonsense in ["", "d", "-1d", "yesterday", "2026-02-30", "180"] {
            assert!(parse_since(nonsense).is_err(), "{nonsense}");
        }
    }
}
