//! The command line of `sextant source`, its list and its decisions.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{add, manage, sync};
use crate::cli::Exit;
use crate::cli::database::Missing;
use crate::clock::rfc3339;
use crate::config::{Flags, Settings};
use crate::store::{Decision, HoldRow, LocationRow, Store, StoreError};

/// What to do with the sources of a catalog, whether its portal runs or not.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the sources, how their last sync went, and the deletions that are held back
    List(Catalog),
    /// Let go what a source does not describe any more: the next sync deletes it
    Confirm(Named),
    /// Keep what a source does not describe any more, and do not ask again
    Discard(Named),
    /// Leave a source alone: it is not read and takes no pushes; what it said stays
    Pause(Named),
    /// Go on with a source that is paused
    Resume(Named),
    /// Say how a source stands to others and what it may describe
    Set(manage::Set),
    /// Add a source whose descriptors are elsewhere: repositories behind git addresses
    Add(add::Add),
    /// Remove a source with all that no other describes; without --confirm only say what would go
    Remove(manage::Remove),
    /// Read directories once, now, and say what changed; for machines where no portal watches them
    Sync(sync::Arguments),
}

#[derive(Debug, Args)]
struct Named {
    /// The source, as `sextant source list` names it
    name: String,
    #[command(flatten)]
    catalog: Catalog,
}

/// Where the catalog is. Flags win over environment variables, these over the configuration file, that over defaults.
#[derive(Clone, Debug, Args)]
pub(super) struct Catalog {
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

pub(in crate::cli) fn run(arguments: Arguments) -> Exit {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("error: the runtime cannot start: {error}");
            return Exit::Outside;
        }
    };
    runtime.block_on(async {
        match arguments.action {
            Action::List(catalog) => on(catalog, Missing::Refuse, async |_, store| list(store).await).await,
            Action::Confirm(Named { name, catalog }) => {
                on(catalog, Missing::Refuse, async |settings, store| {
                    manage::decide(&name, Decision::Confirmed, settings, store).await
                })
                .await
            }
            Action::Discard(Named { name, catalog }) => {
                on(catalog, Missing::Refuse, async |settings, store| {
                    manage::decide(&name, Decision::Discarded, settings, store).await
                })
                .await
            }
            Action::Pause(Named { name, catalog }) => {
                on(catalog, Missing::Refuse, async |settings, store| manage::pause(&name, true, settings, store).await)
                    .await
            }
            Action::Resume(Named { name, catalog }) => {
                on(catalog, Missing::Refuse, async |settings, store| manage::pause(&name, false, settings, store).await)
                    .await
            }
            Action::Set(set) => {
                let catalog = set.catalog.clone();
                on(catalog, Missing::Refuse, async |settings, store| manage::set(&set, settings, store).await).await
            }
            Action::Add(add) => {
                let catalog = add.catalog.clone();
                on(catalog, Missing::Create, async |settings, store| add::add(&add, settings, store).await).await
            }
            Action::Remove(remove) => {
                let catalog = remove.catalog.clone();
                on(catalog, Missing::Refuse, async |settings, store| manage::remove(&remove, settings, store).await)
                    .await
            }
            Action::Sync(arguments) => {
                let missing = if arguments.catalog.is_empty() { Missing::Refuse } else { Missing::Create };
                let catalog = arguments.in_catalog.clone();
                on(catalog, missing, async |settings, store| sync::sync(&arguments, settings, store).await).await
            }
        }
    })
}

/// Opens the catalog, does it, and closes the catalog.
async fn on(
    catalog: Catalog,
    missing: Missing,
    act: impl AsyncFnOnce(&Settings, &Store) -> Result<Exit, StoreError>,
) -> Exit {
    let Catalog { data_dir, database_url, config } = catalog;
    let flags = Flags { data_dir, database_url, config, ..Flags::default() };
    let settings = match Settings::resolve(flags, |name| std::env::var(name).ok()) {
        Ok(settings) => settings,
        Err(error) => {
            eprintln!("error: {error}");
            return Exit::Usage;
        }
    };
    let opened = match &settings.database_url.value {
        Some(url) => Store::connect_postgres(url).await,
        None => {
            let path = settings.data_dir.value.join("sextant.db");
            if missing == Missing::Refuse && !path.exists() {
                eprintln!("error: there is no catalog in {}", settings.data_dir.value.display());
                return Exit::Usage;
            }
            Store::open_sqlite(&path).await
        }
    };
    let result = match opened {
        Ok(store) => {
            let result = act(&settings, &store).await;
            store.close().await;
            result
        }
        Err(error) => Err(error),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        Exit::Outside
    })
}

async fn list(store: &Store) -> Result<Exit, StoreError> {
    let mut tx = store.read().await?;
    let (locations, holds) = (tx.locations().await?, tx.holds().await?);
    let states = tx.source_states().await?;
    for location in &locations {
        let is_paused = states.get(&location.source).is_some_and(|state| state.paused_at.is_some());
        println!("{}{}", line(location), if is_paused { ", paused" } else { "" });
        if let Some(hold) = holds.iter().find(|hold| hold.location == location.id) {
            print!("{}", held(&location.source, hold));
        }
    }
    if locations.is_empty() {
        eprintln!("no source yet");
    }
    Ok(Exit::Ok)
}

fn line(row: &LocationRow) -> String {
    let synced = row.last_sync.and_then(rfc3339).unwrap_or_else(|| "never".to_owned());
    let error = row.error.as_deref().map_or_else(String::new, |error| format!(": {error}"));
    format!(
        "{}  {} {}  {} entities  {}{error}, last sync {synced}",
        row.source, row.source_type, row.address, row.entities, row.state
    )
}

fn held(source: &str, hold: &HoldRow) -> String {
    let since = rfc3339(hold.since).unwrap_or_default();
    let mut text = format!(
        "  {} entities are not described any more and kept since {since}; files that are gone or say less: {}\n",
        hold.entities, hold.files
    );
    for reference in hold.refs.iter().take(10) {
        text.push_str(&format!("    {reference}\n"));
    }
    if hold.entities > 10 {
        text.push_str(&format!("    and {} more\n", hold.entities - 10));
    }
    text.push_str(&match hold.decision {
        Decision::Open => format!(
            "  `sextant source confirm {source}` deletes them with the next sync, `sextant source discard {source}` keeps \
             them\n"
        ),
        Decision::Confirmed => "  confirmed; the next sync deletes them\n".to_owned(),
        Decision::Discarded => {
            format!("  they are kept; `sextant source confirm {source}` deletes them after all\n")
        }
    });
    text
}
