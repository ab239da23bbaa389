//! SQLite's file is whole, and the portal can write to it.

use std::time::Duration;

use tokio::time::timeout;

use super::super::finding::Finding;
use super::super::subject::{Opened, Subject};
use super::database::{FileRights, REPLACE, failed};
use crate::store::{EngineState, Store, StoreError};

const CHECK: &str = "sqlite";
/// How long the file is read unless more is asked for.
const BOUND: Duration = Duration::from_secs(60);

pub(in super::super) async fn check(subject: &Subject) -> Vec<Finding> {
    let Some(Opened { store, engine: EngineState::Sqlite(engine), rights }) = &subject.database else {
        return Vec::new();
    };
    let mut findings = rights.as_ref().map(judge_rights).unwrap_or_default();
    if engine.journal_mode != "wal" {
        let found = format!("the journal mode is {}: readers and the writer wait for each other", engine.journal_mode);
        let remedy = "start the portal, which sets it to wal; if it stays, the file system does not take it: move the data \
                      directory to a local disk";
        findings.push(Finding::warning(CHECK, found, remedy));
    }
    match damage(store, subject.deep).await {
        Some(Ok(damage)) if damage.is_empty() => {}
        Some(Ok(damage)) => {
            let found = format!("the file is damaged: {}", damage.join("; ").replace('\n', " "));
            findings.push(Finding::error(CHECK, found, REPLACE));
        }
        Some(Err(error)) => findings.push(failed(CHECK, &error)),
        None => {
            let found = format!("the file was not read to its end within {} s; no damage so far", BOUND.as_secs());
            findings.push(Finding::warning(CHECK, found, "give it the time that it needs: `sextant doctor --deep`"));
        }
    }
    if findings.is_empty() {
        let look = if subject.deep { "every page and index is" } else { "every page is" };
        findings.push(Finding::ok(CHECK, format!("{look} sound, journal mode wal")));
    }
    findings
}

/// None if it took too long.
async fn damage(store: &Store, deep: bool) -> Option<Result<Vec<String>, StoreError>> {
    let look = async { store.read().await?.file_damage(deep).await };
    if deep { Some(look.await) } else { timeout(BOUND, look).await.ok() }
}

fn judge_rights(rights: &FileRights) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(error) = &rights.unwritable {
        let found = format!("this user cannot write to the file: {error}");
        let remedy = "nothing, if the portal runs as another user, who can; else give the data directory to this one";
        findings.push(Finding::warning(CHECK, found, remedy));
    }
    if rights.open_to_all {
        let found = "every user of this machine can write to the file";
        findings.push(Finding::warning(CHECK, found, "`chmod o-w` the data directory and what is in it"));
    }
    findings
}
