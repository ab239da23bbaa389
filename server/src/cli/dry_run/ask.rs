//! The question, and the portal's answer.

use std::collections::HashMap;
use std::path::PathBuf;

use catalog_schema::decode::DecodeOptions;
use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::wire::{DryRun, Push, SourceList};

use super::DryRunError;
use super::files::Files;
use super::hand_over::{hand_over, parsed};
use super::target::Target;
use super::tree::Tree;
use crate::cli::graph::{AskError, Server};

/// What the descriptors of a working tree would change.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct Question<'a> {
    pub(in crate::cli) server: &'a Server,
    /// Paths of the tree; all of the tree counts.
    pub(in crate::cli) paths: &'a [PathBuf],
    /// The source; else the one that is known to be of the tree.
    pub(in crate::cli) source: Option<&'a str>,
    /// The folder of the source's location that the tree is.
    pub(in crate::cli) below: Option<&'a str>,
    /// Entities whose impact is asked about.
    pub(in crate::cli) impact_of: &'a [String],
    pub(in crate::cli) options: &'a DecodeOptions,
}

/// The answer, and what is known here of the files.
#[derive(Debug)]
pub(in crate::cli) struct Asked {
    /// The portal's address.
    pub(in crate::cli) address: String,
    /// The source that the answer is about.
    pub(in crate::cli) source: String,
    pub(in crate::cli) dry_run: DryRun,
    /// What the portal finds wrong and the files alone do not tell. Files are named as the user would.
    pub(in crate::cli) diagnostics: Vec<Diagnostic>,
    /// The file and the line in which each entity is described.
    pub(in crate::cli) places: HashMap<String, (String, u32)>,
}

/// Asks.
pub(in crate::cli) fn ask(question: Question<'_>) -> Result<Asked, DryRunError> {
    let Question { server, paths, source, below, impact_of, options } = question;
    let address = &*server.address();
    let failed = |source| DryRunError::Ask { address: address.to_owned(), source };
    let tree = Tree::of(paths)?;
    let sources: SourceList = parsed(address, server.text("sources", &[]).map_err(failed)?).map_err(failed)?;
    let target = match (server.directory(), sources.items.first()) {
        // It has one source, all of the directory.
        (Some(directory), Some(only)) => Some(Target::within(&tree, only, directory, below)),
        _ => Target::of(&tree, &sources.items, source, below),
    };
    let Some(target) = target else {
        let names: Vec<&str> = sources.items.iter().map(|source| source.name.as_str()).collect();
        let known = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        return Err(DryRunError::NoSource { address: address.to_owned(), tree: tree.root, known });
    };
    let mut files = Files::at(&target.base, std::slice::from_ref(&target.base), options, || ())?;
    let push = Push {
        below: (!target.below.is_empty()).then(|| target.below.clone()),
        repository: target.repository.clone(),
        impact_of: impact_of.to_vec(),
        files: std::mem::take(&mut files.files),
        ..Push::default()
    };
    let more = |diagnostics| files.news(&target.base, &target.below, diagnostics);
    let mut dry_run: DryRun = match hand_over(server, &target.source, &push, true, 1) {
        Ok(text) => parsed(address, text).map_err(failed)?,
        Err(AskError::Problem(problem)) if problem.code == "descriptor_errors" => {
            return Err(DryRunError::Errors(address.to_owned(), more(problem.diagnostics)));
        }
        Err(error) => return Err(failed(error)),
    };
    let diagnostics = more(std::mem::take(&mut dry_run.diagnostics));
    Ok(Asked { address: address.to_owned(), source: target.source, dry_run, diagnostics, places: files.places })
}
