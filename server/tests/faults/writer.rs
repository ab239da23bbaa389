//! Somebody who replaces a location's entities, all at once and again and again.

use std::fmt::Write as _;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use nix::sys::signal::Signal;

use crate::deployment::Database;

/// Files of a writer, and entities in each.
const FILES: usize = 4;
const DOCUMENTS: usize = 5;
/// Entities of a writer.
pub(crate) const ENTITIES: usize = FILES * DOCUMENTS;

pub(crate) struct Writer {
    /// Also the source's.
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
    /// The last version that was begun.
    pub(crate) version: u64,
    /// Versions that were acknowledged, each with its revision.
    pub(crate) acknowledged: Vec<(u64, u64)>,
    /// Bytes of text to put into each entity.
    pub(crate) weight: usize,
}

/// A write under way.
pub(crate) struct Attempt {
    process: Child,
    version: u64,
}

/// A write that was not acknowledged.
#[derive(Debug)]
pub(crate) struct Failed {
    /// The process was killed before it ended.
    pub(crate) killed: bool,
    /// What it said.
    pub(crate) message: String,
}

impl Writer {
    pub(crate) fn new(below: &Path, name: &str) -> Self {
        let folder = below.join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self { name: name.to_owned(), folder, version: 0, acknowledged: Vec::new(), weight: 0 }
    }

    pub(crate) fn entity(&self, number: usize) -> String {
        format!("component:default/{}-{number}", self.name)
    }

    /// What each entity says of itself in a version.
    pub(crate) fn description(&self, version: u64) -> String {
        format!("{} in version {version}", self.name)
    }

    /// Writes the files of the next version.
    pub(crate) fn prepare(&mut self) {
        self.version += 1;
        let description = self.description(self.version);
        for file in 0..FILES {
            let mut text = String::new();
            for document in 0..DOCUMENTS {
                let number = file * DOCUMENTS + document;
                let next = (number + 1) % ENTITIES;
                let _ = write!(
                    text,
                    "---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}-{number}\n  \
                     description: {description}\n  annotations:\n    example.com/load: \"{load}\"\nspec:\n  type: service\n  \
                     lifecycle: production\n  owner: team-{name}\n  dependsOn: [component:{name}-{next}]\n",
                    name = self.name,
                    load = filler(self.version, number, self.weight),
                );
            }
            // Read whole or not at all, as editors and git do it.
            let path = self.folder.join(format!("{file}.yaml"));
            let aside = self.folder.join(format!(".{file}"));
            std::fs::write(&aside, text).unwrap();
            std::fs::rename(&aside, &path).unwrap();
        }
    }

    /// Starts to write the next version.
    pub(crate) fn begin(&mut self, database: &Database) -> Attempt {
        self.prepare();
        let mut command = Command::new(env!("CARGO_BIN_EXE_sextant"));
        command.args(["source", "sync", "--catalog"]).arg(&self.folder);
        database.name_to(&mut command);
        let process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        Attempt { process, version: self.version }
    }

    /// Waits for the end of a write; the revision that was acknowledged.
    pub(crate) fn end(&mut self, attempt: Attempt) -> Result<u64, Failed> {
        let output = attempt.process.wait_with_output().unwrap();
        if !output.status.success() {
            let killed = output.status.signal() == Some(Signal::SIGKILL as i32);
            return Err(Failed { killed, message: String::from_utf8_lossy(&output.stderr).into_owned() });
        }
        let text = String::from_utf8(output.stdout).unwrap();
        let first = text.lines().next().unwrap_or_default();
        let revision = first.rsplit_once("revision ").and_then(|(_, number)| number.parse().ok());
        let revision = revision.unwrap_or_else(|| panic!("{first:?} names no revision"));
        self.acknowledged.push((attempt.version, revision));
        Ok(revision)
    }

    /// Writes the next version with nothing in the way.
    pub(crate) fn write(&mut self, database: &Database) -> u64 {
        let attempt = self.begin(database);
        self.end(attempt).unwrap()
    }

    pub(crate) fn last_acknowledged(&self) -> u64 {
        self.acknowledged.last().map_or(0, |(version, _)| *version)
    }
}

impl Attempt {
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
    }
}

/// Text that does not compress away.
fn filler(version: u64, number: usize, length: usize) -> String {
    let mut random = crate::random::Random::new(version * 1_000 + number as u64 + 1);
    (0..length).map(|_| char::from(b'a' + u8::try_from(random.below(26)).unwrap())).collect()
}
