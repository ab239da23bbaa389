//! The disk fills up in the middle of writes.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::check;
use crate::deployment::{Database, Postgres, replicas};
use crate::effort::{Effort, Figures};
use crate::replica::LIMIT;
use crate::writer::{ENTITIES, Writer};

/// A file system in memory of a few megabytes, unmounted when dropped.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// Mounting takes root, as CI has it; elsewhere a user namespace of one's own would not reach other processes.
    fn mount(mebibytes: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={mebibytes}m,mode=0777");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).output();
        let mounted = mounted.unwrap();
        let why = String::from_utf8_lossy(&mounted.stderr).into_owned();
        assert!(mounted.status.success(), "a small disk needs the right to mount a tmpfs: {why}");
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Takes all that is left but so many bytes; a file that holds it.
    fn fill(&self, but: u64) -> PathBuf {
        let path = self.path().join("ballast");
        let free = nix::sys::statvfs::statvfs(self.path()).unwrap();
        let free = free.blocks_available() as u64 * free.fragment_size() as u64;
        std::fs::write(&path, vec![0; usize::try_from(free.saturating_sub(but)).unwrap()]).unwrap();
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.path()).status();
    }
}

/// Writes until a write fails for lack of space; how many were acknowledged.
fn write_until_full(writer: &mut Writer, database: &Database) -> String {
    let start = Instant::now();
    loop {
        let attempt = writer.begin(database);
        match writer.end(attempt) {
            Ok(_) => assert!(start.elapsed() < LIMIT * 3, "the disk does not fill"),
            Err(failed) => return failed.message,
        }
    }
}

fn fill(database: &Database, disk: &SmallDisk, below: &Path, mut recover: impl FnMut()) -> Figures {
    let (effort, start) = (Effort::asked_for(), Instant::now());
    let mut figures = Figures { scenario: "disk", engine: database.engine(), ..Figures::default() };
    let mut writers = vec![Writer::new(below, "disk")];
    writers[0].write(database);
    let mut serving = replicas(database, below, 2);
    writers[0].weight = 4_000;
    for _ in 0..effort.rounds {
        let ballast = disk.fill(1 << 20);
        let message = write_until_full(&mut writers[0], database);
        println!("{message}");
        for replica in &serving {
            // Reads of the catalog go on with a full disk.
            assert!(check::read(&replica.client(), ("disk", ENTITIES), None));
            figures.reads += 1;
        }
        std::fs::remove_file(ballast).unwrap();
        recover();
        writers[0].write(database);
        for replica in &serving {
            check::nothing_lost(&replica.client(), &writers);
        }
    }
    figures.compared = check::same_as_rebuilt(database, &mut serving, below);
    figures.faults = vec![("disk full", effort.rounds)];
    figures.of_writers(&writers, start)
}

#[test]
#[ignore = "needs the right to mount: cargo xtask test"]
fn a_full_disk_loses_nothing_on_sqlite() {
    let (folder, disk) = (tempfile::tempdir().unwrap(), SmallDisk::mount(64));
    let database = Database::Sqlite(disk.path().join("data"));
    fill(&database, &disk, folder.path(), || ()).report();
}

#[test]
#[ignore = "needs PostgreSQL and the right to mount: cargo xtask test"]
fn a_full_disk_loses_nothing_on_postgres() {
    let (folder, disk) = (tempfile::tempdir().unwrap(), SmallDisk::mount(200));
    let mut postgres = Postgres::start(disk.path());
    let database = postgres.direct();
    // Out of space for its log, PostgreSQL ends itself; whoever runs it starts it again.
    fill(&database, &disk, folder.path(), || postgres.cluster.resume()).report();
}
