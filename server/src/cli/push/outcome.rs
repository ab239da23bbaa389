//! What came of a push, before it is printed.

use catalog_schema::diagnostic::{Diagnostic, Severity};
use catalog_schema::wire::{ChangeOutcome, Problem, PushOutcome};

use crate::cli::Exit;
use crate::cli::dry_run::Asked;

/// What came of a push.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The portal has it.
    Pushed {
        /// What changed.
        pushed: Box<PushOutcome>,
        /// The source.
        source: String,
    },
    /// What it would change.
    Told(Box<Asked>),
    /// The files have errors, and nothing was changed.
    Errors(Vec<Diagnostic>),
    /// What the portal has is newer, and nothing was changed.
    Stale(Box<Problem>),
}

impl Outcome {
    /// How the command ends. That somebody was faster is no failure.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Errors(_) => Exit::Found,
            Self::Pushed { .. } | Self::Told(_) | Self::Stale(_) => Exit::Ok,
        }
    }

    /// What changed, or would.
    pub(super) fn change(&self) -> Option<&ChangeOutcome> {
        match self {
            Self::Pushed { pushed, .. } => Some(&pushed.outcome),
            Self::Told(asked) => Some(&asked.dry_run.outcome),
            Self::Errors(_) | Self::Stale(_) => None,
        }
    }

    /// What is wrong with the files.
    pub(super) fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            Self::Pushed { pushed, .. } => &pushed.diagnostics,
            Self::Told(asked) => &asked.diagnostics,
            Self::Errors(diagnostics) => diagnostics,
            Self::Stale(_) => &[],
        }
    }
}

/// Each changed entity under the word for what happened to it.
pub(super) fn changes(change: &ChangeOutcome) -> Vec<(&'static str, String)> {
    let refs = [("created", &change.created), ("updated", &change.updated), ("deleted", &change.deleted)];
    let mut changes: Vec<(&'static str, String)> =
        refs.into_iter().flat_map(|(word, refs)| refs.iter().map(move |entity| (word, entity.clone()))).collect();
    changes.extend(change.renamed.iter().map(|renamed| ("renamed", format!("{} to {}", renamed.from, renamed.to))));
    changes
}

/// `2 created, 1 updated`, or `nothing changed`.
pub(super) fn figures(change: &ChangeOutcome) -> String {
    let held = change.held.as_ref().filter(|held| !held.discarded).map_or(0, |held| held.entities);
    let figures = [
        (change.created.len() as u64, "created"),
        (change.updated.len() as u64, "updated"),
        (change.deleted.len() as u64, "deleted"),
        (change.renamed.len() as u64, "renamed"),
        (held, "held back"),
    ];
    let figures: Vec<String> =
        figures.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if figures.is_empty() { "nothing changed".to_owned() } else { figures.join(", ") }
}

/// What is to be done about a deletion that is held back.
pub(super) fn held(change: &ChangeOutcome, source: &str) -> Option<String> {
    let held = change.held.as_ref().filter(|held| !held.discarded)?;
    Some(format!(
        "{} entities are not described any more, and stay until somebody confirms that they are to go: `sextant source \
         confirm {source}` where the portal runs, and push again",
        held.entities
    ))
}

/// How many errors and warnings there are.
pub(super) fn problems(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let count = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
    (count(Severity::Error), count(Severity::Warning))
}
