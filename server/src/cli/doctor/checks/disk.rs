//! There is room where data is kept, it can be written to, and it is a disk that a database may be on.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::super::finding::Finding;
use super::super::subject::Subject;
use super::super::units::bytes;
use super::file_system;

const CHECK: &str = "disk";
const MIB: u64 = 1 << 20;
/// Less than this is too little to go on.
const NONE: u64 = 100 * MIB;
/// Less than this, or than a tenth of the disk, will soon be too little.
const LITTLE: u64 = 1_024 * MIB;
/// How long to wait for a disk.
const PATIENCE: Duration = Duration::from_secs(5);
const ROOM: &str =
    "make room or move the data directory; `[retention]` bounds what is kept (docs/operations/retention.md)";

pub(in super::super) async fn check(subject: &Subject) -> Vec<Finding> {
    let directory = subject.settings.data_dir.value.clone();
    let embedded = subject.settings.database_url.value.is_none();
    let place = directory.display().to_string();
    match timeout(PATIENCE, spawn_blocking(move || look(&directory, embedded))).await {
        Ok(Ok(findings)) => findings,
        _ => {
            let found = format!("{place} does not answer within {} s", PATIENCE.as_secs());
            vec![Finding::error(CHECK, found, "see whether its disk or its server is well")]
        }
    }
}

fn look(directory: &Path, embedded: bool) -> Vec<Finding> {
    let place = directory.display();
    if !directory.is_dir() {
        return vec![Finding::skipped(CHECK, &format!("there is no directory {place}"))];
    }
    let mut findings = match fs4::statvfs(directory) {
        Ok(disk) => vec![room(&place.to_string(), disk.available_space(), disk.total_space(), taken(directory))],
        Err(error) => {
            let remedy = "run this command as the user that runs the portal";
            vec![Finding::error(CHECK, format!("the disk of {place} cannot be seen: {error}"), remedy)]
        }
    };
    // Without a name where the system can do that, else gone at once.
    if let Err(error) = tempfile::tempfile_in(directory) {
        let remedy = "nothing, if the portal runs as another user, who can; else give the directory to this one";
        findings.push(Finding::warning(CHECK, format!("this user cannot write to {place}: {error}"), remedy));
    }
    if let Some(kind) = file_system::network(directory).filter(|_| embedded) {
        let found = format!("{place} is on a network file system ({kind}), where SQLite's locks may not hold");
        findings.push(Finding::warning(CHECK, found, "move the data directory to a local disk, or use PostgreSQL"));
    }
    findings
}

fn room(place: &str, free: u64, total: u64, (database, index): (u64, u64)) -> Finding {
    let percent = free.saturating_mul(100).checked_div(total).unwrap_or(0);
    let found =
        format!("{} ({percent} %) free for {place}; database {}, index {}", bytes(free), bytes(database), bytes(index));
    match free {
        _ if free < NONE => Finding::error(CHECK, found, ROOM),
        _ if free < LITTLE || percent < 10 => Finding::warning(CHECK, found, ROOM),
        _ => Finding::ok(CHECK, found),
    }
}

/// Bytes of SQLite's files and of the index; neither folder has others in it.
fn taken(directory: &Path) -> (u64, u64) {
    let size = |path: PathBuf| fs::metadata(path).map_or(0, |metadata| metadata.len());
    let database = ["sextant.db", "sextant.db-wal"].map(|name| size(directory.join(name))).iter().sum();
    let index = fs::read_dir(directory.join("index"));
    let index = index.map_or(0, |entries| entries.flatten().map(|entry| size(entry.path())).sum());
    (database, index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_room_is_a_warning_and_none_an_error() {
        let judged = |free: u64, total: u64| room("data", free, total, (0, 0)).status.as_str();
        assert_eq!(judged(99 * MIB, 200 * MIB), "error");
        assert_eq!(judged(500 * MIB, 1_000 * MIB), "warning", "under a GiB");
        assert_eq!(judged(9_000 * MIB, 100_000 * MIB), "warning", "under a tenth");
        assert_eq!(judged(10_000 * MIB, 100_000 * MIB), "ok");
        let found = room("data", 5 << 30, 10 << 30, (1 << 20, 2048)).found;
        assert_eq!(found, "5.0 GiB (50 %) free for data; database 1.0 MiB, index 2.0 KiB");
    }
}
