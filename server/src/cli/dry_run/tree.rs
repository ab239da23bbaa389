//! The working tree that is asked about.

use std::fs;
use std::path::{Path, PathBuf};

use super::DryRunError;
use crate::cli::init::Remote;

/// A working tree.
#[derive(Debug)]
pub(in crate::cli) struct Tree {
    /// The repository that the paths are in, else the directory itself; canonical.
    pub(in crate::cli) root: PathBuf,
    /// Where it is hosted.
    pub(in crate::cli) remote: Option<Remote>,
}

impl Tree {
    /// The one that these paths are of.
    pub(in crate::cli) fn of(paths: &[PathBuf]) -> Result<Self, DryRunError> {
        let mut first: Option<(&Path, PathBuf)> = None;
        for path in paths {
            let root = root(path)?;
            match &first {
                None => first = Some((path, root)),
                Some((_, known)) if *known == root => {}
                Some((other, _)) => return Err(DryRunError::SeveralTrees((*other).to_owned(), path.clone())),
            }
        }
        let root = match first {
            Some((_, root)) => root,
            None => root(Path::new("."))?,
        };
        let config = fs::read_to_string(root.join(".git/config")).ok();
        Ok(Self { remote: config.and_then(|config| Remote::of_config(&config)), root })
    }
}

fn root(path: &Path) -> Result<PathBuf, DryRunError> {
    let real = path.canonicalize().map_err(|source| DryRunError::Read { path: path.to_owned(), source })?;
    let directory = if real.is_file() { real.parent().unwrap_or(&real) } else { &real };
    let repository = directory.ancestors().find(|directory| directory.join(".git").exists());
    Ok(repository.unwrap_or(directory).to_owned())
}
