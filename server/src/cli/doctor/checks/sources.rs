//! Every source was read lately and well, can be read again, and waits for nobody.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use futures_util::future::join_all;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::super::finding::Finding;
use super::super::subject::{Catalog, Subject};
use super::super::units::counted;
use crate::clock::rfc3339;
use crate::sources::directory::NamedDirectory;
use crate::sources::kinds::RemoteSettings;
use crate::store::{Decision, HoldRow, LocationRow, RemoteRow, RemoteSyncRow};

const CHECK: &str = "sources";
/// Sources that are well are told one by one up to this number.
const ONE_BY_ONE: usize = 20;
/// How long to wait for a directory.
const PATIENCE: Duration = Duration::from_secs(5);

pub(in super::super) async fn check(subject: &Subject) -> Vec<Finding> {
    let Some(catalog) = &subject.catalog else { return vec![Finding::skipped(CHECK, "there is no catalog to read")] };
    if catalog.locations.is_empty() && catalog.remotes.is_empty() {
        return vec![Finding::warning(
            CHECK,
            "there is no source yet",
            "name a directory: `sextant serve --catalog PATH`",
        )];
    }
    let (mut well, mut findings) = (Vec::new(), Vec::new());
    // All at once: a disk that does not answer holds up no other one.
    let looks = catalog.locations.iter().map(|location| problems(location, catalog));
    for (location, problems) in catalog.locations.iter().zip(join_all(looks).await) {
        if problems.is_empty() {
            well.push(Finding::ok(CHECK, sum(location)));
        }
        findings.extend(problems);
    }
    if well.len() > ONE_BY_ONE {
        let entities = catalog.locations.iter().map(|location| location.entities).sum();
        let found = format!(
            "{} are well, {} in all",
            counted(well.len() as u64, "source", "sources"),
            counted(entities, "entity", "entities")
        );
        well = vec![Finding::ok(CHECK, found)];
    }
    findings.extend(catalog.remotes.iter().flat_map(elsewhere));
    well.extend(findings);
    well
}

fn sum(location: &LocationRow) -> String {
    let synced = location.last_sync.and_then(rfc3339).unwrap_or_else(|| "never".to_owned());
    format!(
        "{}: {} from {}, last sync {synced}",
        location.source,
        counted(location.entities, "entity", "entities"),
        counted(location.files, "file", "files")
    )
}

async fn problems(location: &LocationRow, catalog: &Catalog) -> Vec<Finding> {
    let name = &location.source;
    let mut findings = Vec::new();
    let unreadable = match NamedDirectory::of_location(location) {
        Some(directory) => unreadable(directory.root).await,
        None => None,
    };
    if let Some(error) = unreadable {
        let found = format!("{name}: {} cannot be read: {error}", location.address);
        let remedy = "put it back, or let the portal's user read it; its entities stay as they were meanwhile";
        findings.push(Finding::error(CHECK, found, remedy));
    } else if location.state == "failed" {
        let error = location.error.as_deref().unwrap_or("no reason was noted");
        let synced = location.last_sync.and_then(rfc3339).unwrap_or_default();
        let found = format!("{name}: the last sync, at {synced}, failed: {error}");
        findings.push(Finding::error(CHECK, found, "do away with the cause; a running portal tries again by itself"));
    }
    if location.last_sync.is_none() {
        let found = format!("{name}: it was never read");
        findings.push(Finding::warning(CHECK, found, "start the portal; if it runs, the first sync is under way"));
    }
    findings
        .extend(catalog.holds.iter().filter(|hold| hold.location == location.id).filter_map(|hold| held(name, hold)));
    if location.errors > 0 {
        let kept = match location.stale {
            0 => String::new(),
            stale => format!("; {} kept from before", counted(stale, "description is", "descriptions are")),
        };
        let found = format!("{name}: {} in its descriptors{kept}", counted(location.errors, "error", "errors"));
        let remedy = format!("see them at /sources/{name} of the portal, or with `sextant check {}`", location.address);
        findings.push(Finding::warning(CHECK, found, remedy));
    }
    findings
}

/// What is wrong with a source that is elsewhere as a whole.
fn elsewhere((row, sync): &(RemoteRow, Option<RemoteSyncRow>)) -> Vec<Finding> {
    let name = &row.name;
    let Ok(settings) = serde_json::from_str::<RemoteSettings>(&row.remote) else {
        let found = format!("{name}: what is said of it cannot be read");
        return vec![Finding::error(CHECK, found, "a later release may have written it; run that one, or add it anew")];
    };
    let missing = settings.secrets().into_iter().filter_map(|secret| secret.resolve().err());
    let missing = missing.map(|error| {
        let remedy = "hand it to the portal; where this command runs as somebody else, it may be there for the portal";
        Finding::warning(CHECK, format!("{name}: {error}"), remedy)
    });
    let failed = sync.as_ref().and_then(|sync| sync.error.as_ref()).map(|error| {
        let found = format!("{name}: the last sync did not come to its end: {error}");
        Finding::error(CHECK, found, "do away with the cause; a running portal tries again by itself")
    });
    missing.chain(failed).collect()
}

/// A deletion that somebody has to decide about.
fn held(name: &str, hold: &HoldRow) -> Option<Finding> {
    let since = rfc3339(hold.since).unwrap_or_default();
    let entities = counted(hold.entities, "entity is", "entities are");
    (hold.decision == Decision::Open).then(|| {
        let found = format!("{name}: {entities} not described any more and kept since {since}");
        let remedy = format!(
            "`sextant source confirm {name}` deletes them with the next sync, `sextant source discard {name}` keeps \
             them"
        );
        Finding::warning(CHECK, found, remedy)
    })
}

/// Why a directory, or a file, cannot be read; a disk that does not answer is not waited for.
async fn unreadable(root: PathBuf) -> Option<io::Error> {
    let look = spawn_blocking(move || {
        let is_directory = fs::metadata(&root)?.is_dir();
        if is_directory { fs::read_dir(&root).map(drop) } else { fs::File::open(&root).map(drop) }
    });
    match timeout(PATIENCE, look).await {
        Ok(Ok(looked)) => looked.err(),
        Ok(Err(error)) => Some(io::Error::other(error)),
        Err(_) => Some(io::Error::new(io::ErrorKind::TimedOut, "it does not answer within 5 s")),
    }
}
