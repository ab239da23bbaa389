//! `target/demo`: the repositories in `pizzup/`, the portal's data in `data/`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::events::{self, Events};
use super::history::{self, History};
use super::states::{self, State};
use super::{repository, stamp, without_settings};
use crate::failure::Failure;
use crate::process::run;
use crate::workspace;

/// Where a demo is.
#[derive(Debug)]
pub(crate) struct Demo {
    /// The folder of its repositories.
    pub(crate) catalog: PathBuf,
    /// The portal's data directory.
    pub(crate) data: PathBuf,
}

impl Demo {
    /// In the folder `root`.
    pub(crate) fn at(root: &Path) -> Self {
        Self { catalog: root.join("pizzup"), data: root.join("data") }
    }

    /// The one that `cargo xtask run` serves.
    pub(crate) fn of_workspace() -> Self {
        Self::at(&workspace::target().join("demo"))
    }

    /// Lays the repositories out, has `binary` replay their history and tells it what happened; what was there before is
    /// gone.
    pub(crate) fn make(&self, binary: &Path) -> Result<(), Failure> {
        self.lay_out(history::now())?;
        remove(&self.data)?;
        let mut command = Command::new(binary);
        command.arg("backfill").arg("--catalog").arg(&self.catalog).arg("--data-dir").arg(&self.data);
        without_settings(&mut command);
        let said = run::capture(command.env("SEXTANT_LOG", "warn").current_dir(workspace::target()))?;
        eprintln!("      {}", said.trim_end());
        let said = self.tell(binary)?;
        eprintln!("      events: {}", said.trim_end());
        Ok(())
    }

    /// Tells the portal what happened, in the way that a pipeline does.
    fn tell(&self, binary: &Path) -> Result<String, Failure> {
        let events = Events::read(&workspace::root().join("examples").join("events.yaml"))?;
        let file = self.data.join("events.jsonl");
        fs::write(&file, events.lines(history::now())?).map_err(|error| Failure::file(&file, &error))?;
        let said = events::send(binary, &self.data, &file)?;
        remove(&file)?;
        Ok(said)
    }

    fn lay_out(&self, now: i64) -> Result<(), Failure> {
        let examples = workspace::root().join("examples");
        let history = History::read(&examples.join("history.yaml"))?;
        let mut states = states::states(&history, states::today(&examples.join("pizzup"))?, now)?;
        for state in &mut states {
            for (path, text) in &mut state.files {
                if let Some(text) = text {
                    *text = history.moved(&state.repository, path, text, now)?;
                }
            }
        }
        let mut repositories: BTreeMap<&str, Vec<&State>> = BTreeMap::new();
        for state in &states {
            repositories.entry(&state.repository).or_default().push(state);
        }
        remove(&self.catalog)?;
        for (name, states) in repositories {
            let root = self.catalog.join(name);
            workspace::make_dir(&root)?;
            repository::make(&root, &states)?;
        }
        Ok(())
    }
}

/// The workspace's demo, made anew if it is not as it would be made now, or if `fresh` asks for that.
pub(crate) fn ensure(binary: &Path, fresh: bool) -> Result<Demo, Failure> {
    let demo = Demo::of_workspace();
    let path = workspace::target().join("demo").join("stamp");
    let fingerprint = stamp::fingerprint()?;
    if !fresh && stamp::is_current(&path, &fingerprint, history::now()) {
        eprintln!("      made less than a day ago");
        return Ok(demo);
    }
    // First, so that a demo that is made only in part counts for none.
    remove(&path)?;
    demo.make(binary)?;
    stamp::write(&path, &fingerprint, history::now())?;
    Ok(demo)
}

/// Removes a file or folder, if there is one.
fn remove(path: &Path) -> Result<(), Failure> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::file(path, &error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repositories_hold_the_company_byte_for_byte() {
        let folder = tempfile::tempdir().unwrap();
        let demo = Demo::at(folder.path());
        let now = history::now();
        demo.lay_out(now).unwrap_or_else(|failure| panic!("{failure}"));
        let mut laid_out = states::today(&demo.catalog).unwrap();
        laid_out.retain(|(_, path), _| !path.starts_with(".git/"));
        let examples = workspace::root().join("examples");
        let history = History::read(&examples.join("history.yaml")).unwrap();
        let mut company = states::today(&examples.join("pizzup")).unwrap();
        for ((repository, path), text) in &mut company {
            *text = history.moved(repository, path, text, now).unwrap();
        }
        assert!(laid_out == company, "target/demo/pizzup is not what is in examples/pizzup");
    }
}
