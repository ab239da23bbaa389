//! The configuration can be used, names what there is, and keeps its secrets.

use std::io;
use std::path::{Path, PathBuf};

use tokio::task::spawn_blocking;

use super::super::finding::Finding;
use super::super::subject::Subject;
use crate::config::{ConfigError, Origin};
use crate::sources::directory::{DirectoryNames, Naming};

const CHECK: &str = "configuration";

/// All that can be said where the configuration cannot be used.
pub(in super::super) fn unusable(error: &ConfigError) -> Vec<Finding> {
    let remedy = "correct it; `sextant config show` shows every setting and where it comes from";
    let mut findings = vec![Finding::error(CHECK, error.to_string(), remedy)];
    let others = ["database", "schema", "catalog", "index", "clock", "disk", "sources"];
    findings.extend(others.map(|check| Finding::skipped(check, "the configuration cannot be used")));
    findings
}

pub(in super::super) async fn check(subject: &Subject) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(file) = &subject.file {
        findings.extend(open_password(subject, file));
    }
    findings.extend(unknown_sources(subject).await);
    if findings.is_empty() {
        let read = match &subject.file {
            Some(file) => format!("{} can be used", file.display()),
            None => "no file; environment and defaults can be used".to_owned(),
        };
        findings.push(Finding::ok(CHECK, read));
    }
    findings
}

/// What keeps a portal from its start: a directory that is not there, or a table about no source.
async fn unknown_sources(subject: &Subject) -> Vec<Finding> {
    let mut findings = Vec::new();
    let locations = subject.catalog.as_ref().map_or(&[][..], |catalog| &catalog.locations);
    let mut known: Vec<String> = locations.iter().map(|location| location.source.clone()).collect();
    let paths = &subject.settings.catalog;
    for (path, named) in named(paths.value.clone(), DirectoryNames::new(locations)).await {
        match named {
            Ok(Naming::Known(_)) => {}
            Ok(Naming::New(directory)) => known.push(directory.name),
            Err(error) => findings.push(Finding::error(
                CHECK,
                format!("catalog names {} ({}), which cannot be read: {error}", path.display(), paths.origin),
                "correct the path, or put the directory there; a portal does not start without it",
            )),
        }
    }
    // Without a catalog nobody knows which sources there are.
    if subject.catalog.is_none() {
        return findings;
    }
    known.dedup();
    let unknown = subject.settings.sources.value.keys().filter(|name| !known.contains(name));
    findings.extend(unknown.map(|name| {
        let there_are = if known.is_empty() { "there is none yet".to_owned() } else { known.join(", ") };
        Finding::error(
            CHECK,
            format!("[sources.{name}] is about no source ({}); sources: {there_are}", subject.settings.sources.origin),
            "correct the name or take the table out; a portal does not start with it",
        )
    }));
    findings
}

/// The directories that are configured, under their names. On a thread of its own: a disk may not answer.
async fn named(paths: Vec<PathBuf>, mut names: DirectoryNames) -> Vec<(PathBuf, io::Result<Naming>)> {
    let look = move || paths.into_iter().map(|path| (path.clone(), names.name(&path))).collect();
    spawn_blocking(look).await.unwrap_or_default()
}

/// A password in a file that others on this machine may read.
fn open_password(subject: &Subject, file: &Path) -> Option<Finding> {
    let url = &subject.settings.database_url;
    let in_file = matches!(url.origin, Origin::File(_)) && url.value.as_deref().is_some_and(has_password);
    (in_file && others_may_read(file)).then(|| {
        Finding::warning(
            CHECK,
            format!("{} holds the database's password, and other users of this machine may read it", file.display()),
            format!("`chmod 600 {}`, or give the address in SEXTANT_DATABASE_URL", file.display()),
        )
    })
}

/// Between the user's name and the host, or as a parameter.
fn has_password(url: &str) -> bool {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let user = after_scheme.rsplit_once('@').map_or("", |(user, _)| user);
    user.contains(':') || url.split(['?', '&']).any(|part| part.starts_with("password="))
}

#[cfg(unix)]
fn others_may_read(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file).is_ok_and(|metadata| metadata.permissions().mode() & 0o044 != 0)
}

#[cfg(not(unix))]
fn others_may_read(_file: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::has_password;

    #[test]
    fn a_password_is_seen_wherever_it_stands() {
        let with = ["postgres://me:secret@db/catalog", "postgres://db/catalog?user=me&password=secret"];
        assert!(with.iter().all(|url| has_password(url)));
        let without = ["postgres://db:5432/catalog", "postgres://me@db:5432/catalog?sslmode=require"];
        assert!(!without.iter().any(|url| has_password(url)));
    }
}
