//! The checks in the order in which they are told.

use std::future::Future;
use std::path::PathBuf;
use std::time::Duration;

use tokio::time::timeout;

use super::checks::{clock, configuration, consistency, database, disk, file, index, schema, server, sources};
use super::finding::Finding;
use super::subject::{Catalog, Subject};
use crate::config::{ConfigError, Settings};

/// One check takes so long at most.
const BOUND: Duration = Duration::from_secs(30);

/// The end of connections takes so long at most.
const CLOSING: Duration = Duration::from_secs(1);

/// Looks at everything that can be looked at.
pub(super) async fn examine(
    settings: Result<Settings, ConfigError>,
    file: Option<PathBuf>,
    deep: bool,
) -> Vec<Finding> {
    let settings = match settings {
        Ok(settings) => settings,
        Err(error) => return configuration::unusable(&error),
    };
    let mut subject = Subject { settings, file, deep, database: None, catalog: None };
    let mut opening = open(&mut subject).await;
    let mut findings = bounded("configuration", configuration::check(&subject)).await;
    findings.append(&mut opening);
    findings.extend(server::check(&subject));
    // It bounds itself: a thorough look takes the time that it needs.
    findings.extend(file::check(&subject).await);
    if subject.catalog.is_some() || subject.database.is_none() {
        findings.extend(bounded("catalog", consistency::check(&subject)).await);
    }
    findings.extend(bounded("index", index::check(&subject)).await);
    findings.extend(bounded("clock", clock::check(&subject)).await);
    findings.extend(bounded("disk", disk::check(&subject)).await);
    findings.extend(bounded("sources", sources::check(&subject)).await);
    if let Some(opened) = &subject.database {
        // So that SQLite takes away what it made to read; a statement that still runs is not waited for.
        let _ = timeout(CLOSING, opened.store.close()).await;
    }
    findings
}

/// Opens the database, then the catalog in it, as far as that goes.
async fn open(subject: &mut Subject) -> Vec<Finding> {
    let (mut findings, opened) = match within("database", database::open(&subject.settings)).await {
        Ok((finding, opened)) => (vec![finding], opened),
        Err(finding) => (vec![finding], None),
    };
    let Some(opened) = opened else {
        findings.push(Finding::skipped("schema", "the database cannot be read"));
        return findings;
    };
    let store = opened.store.clone();
    subject.database = Some(opened);
    let schema = match within("schema", schema::check(&store)).await {
        Ok((found, schema)) => {
            findings.extend(found);
            schema
        }
        Err(finding) => {
            findings.push(finding);
            None
        }
    };
    let Some(schema) = schema else { return findings };
    match within("catalog", Catalog::load(&store, &schema)).await {
        Ok(Ok(catalog)) => subject.catalog = Some(catalog),
        Ok(Err(error)) => findings.push(consistency::unreadable(&error)),
        Err(finding) => findings.push(finding),
    }
    findings
}

async fn bounded(check: &str, looking: impl Future<Output = Vec<Finding>>) -> Vec<Finding> {
    within(check, looking).await.unwrap_or_else(|finding| vec![finding])
}

async fn within<T>(check: &str, looking: impl Future<Output = T>) -> Result<T, Finding> {
    timeout(BOUND, looking).await.map_err(|_| {
        let found = format!("no answer within {} s", BOUND.as_secs());
        Finding::error(check, found, "see whether the database and the disks of this machine are overloaded")
    })
}
