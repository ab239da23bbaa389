//! `sextant source pause|resume|set|remove|confirm|discard`: what the API does, on the database.

use catalog_schema::decode::DecodeOptions;
use catalog_schema::wire::{SourceChange, SourceRemoval};
use clap::Args;
use tokio::sync::watch;

use super::command::Catalog;
use crate::cli::Exit;
use crate::config::Settings;
use crate::ingest::Ingest;
use crate::sources::registry::{Registry, RegistryError, SourceChanges};
use crate::store::{Decision, Store, StoreError};

/// Who does it, as the audit log names it.
pub(super) const ACTOR: &str = "cli";

/// How a source is to stand to others; what is left out stays as it is.
#[derive(Debug, Args)]
pub(super) struct Set {
    /// The source, as `sextant source list` names it
    pub(super) name: String,
    /// Of two sources that describe an entity, the one with the higher priority is shown
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    priority: Option<i64>,
    /// Whether it only adds to what other sources describe
    #[arg(long, value_name = "true|false")]
    overlay: Option<bool>,
    /// The kinds that it may describe, between commas; `all` for all
    #[arg(long, value_name = "KINDS")]
    kinds: Option<String>,
    /// The namespaces in which it may describe something, between commas; `all` for all
    #[arg(long, value_name = "NAMESPACES")]
    namespaces: Option<String>,
    #[command(flatten)]
    pub(super) catalog: Catalog,
}

/// Which source is to go.
#[derive(Debug, Args)]
pub(super) struct Remove {
    /// The source, as `sextant source list` names it
    pub(super) name: String,
    /// How many entities go with it; without this it is said and nothing is done
    #[arg(long, value_name = "ENTITIES")]
    confirm: Option<u64>,
    #[command(flatten)]
    pub(super) catalog: Catalog,
}

/// The way into the catalog as the settings have it. Whoever follows the catalog looks by itself.
pub(super) fn ingest(settings: &Settings, store: &Store) -> Ingest {
    let decode = DecodeOptions { blueprints: settings.blueprints.value.clone(), ..DecodeOptions::default() };
    let (hint, _) = watch::channel(0);
    Ingest::new(store.clone(), decode, hint)
        .believing(settings.format_precedence.value.clone())
        .configured(settings.sources.value.clone())
}

pub(super) fn registry(settings: &Settings, store: &Store) -> Registry {
    Registry::new(store.clone(), ingest(settings, store)).naming(&settings.catalog.value)
}

/// Pauses a source, or ends that.
pub(super) async fn pause(name: &str, paused: bool, settings: &Settings, store: &Store) -> Result<Exit, StoreError> {
    let changes = SourceChanges { paused: Some(paused), ..SourceChanges::default() };
    let changed = registry(settings, store).change(name, &changes, ACTOR).await;
    told(changed.map(|_| match paused {
        true => format!("{name} is paused; the catalog keeps what it said"),
        false => format!("{name} is not paused"),
    }))
}

/// Says how a source stands to others.
pub(super) async fn set(set: &Set, settings: &Settings, store: &Store) -> Result<Exit, StoreError> {
    let list = |text: &Option<String>| {
        text.as_deref().map(|text| {
            let names = || text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
            (text != "all").then(names)
        })
    };
    let sent = SourceChange {
        priority: set.priority,
        overlay: set.overlay,
        kinds: list(&set.kinds),
        namespaces: list(&set.namespaces),
        paused: None,
        settings: None,
    };
    let changes = match SourceChanges::of(sent) {
        Ok(changes) => changes,
        Err(error) => return told(Err(error)),
    };
    let changed = registry(settings, store).change(&set.name, &changes, ACTOR).await;
    told(changed.map(|revision| format!("{} stands as said; revision {revision}", set.name)))
}

/// Says what would go with a source, or has it go.
pub(super) async fn remove(remove: &Remove, settings: &Settings, store: &Store) -> Result<Exit, StoreError> {
    let (registry, name) = (registry(settings, store), &remove.name);
    let removal = match remove.confirm {
        None => registry.preview_removal(name).await,
        confirmed => registry.remove(name, confirmed, ACTOR).await,
    };
    told(removal.map(|removal| words(&removal)))
}

/// Decides about what is held back.
pub(super) async fn decide(
    name: &str,
    decision: Decision,
    settings: &Settings,
    store: &Store,
) -> Result<Exit, StoreError> {
    let decided = registry(settings, store).decide(name, decision, ACTOR).await;
    told(decided.map(|_| match decision {
        Decision::Confirmed => format!("confirmed; the next sync of {name} deletes them"),
        _ => format!("discarded; {name} keeps them"),
    }))
}

fn words(removal: &SourceRemoval) -> String {
    let SourceRemoval { source, removed, entities, refs, taken_over, taken_over_by, remark, .. } = removal;
    let verb = if *removed { "went" } else { "would go" };
    let mut lines = vec![format!("{source}: {entities} entities {verb}, {taken_over} stay with other sources")];
    lines.extend(refs.iter().take(10).map(|entity_ref| format!("  {verb} {entity_ref}")));
    let more = entities.saturating_sub(10);
    lines.extend((more > 0).then(|| format!("  and {more} more")));
    lines.extend(
        taken_over_by.iter().take(10).map(|taken| format!("  {} stays with {}", taken.entity_ref, taken.source)),
    );
    lines.extend(remark.clone());
    lines.extend((!removed).then(|| format!("`sextant source remove {source} --confirm {entities}` does it")));
    lines.join("\n")
}

/// Prints what was done, or why it was not.
pub(super) fn told(result: Result<String, RegistryError>) -> Result<Exit, StoreError> {
    match result {
        Ok(words) => {
            println!("{words}");
            Ok(Exit::Ok)
        }
        Err(RegistryError::Store(error)) => Err(error),
        Err(error @ RegistryError::Ingest(_)) => {
            eprintln!("error: {error}");
            Ok(Exit::Outside)
        }
        Err(error) => {
            eprintln!("error: {error}");
            Ok(Exit::Usage)
        }
    }
}
