//! For people.

use std::io::IsTerminal;

use catalog_schema::diagnostic::human;

use super::outcome::{Outcome, changes, figures, held};
use crate::cli::dry_run::{Shape, findings, told};
use crate::cli::graph::{plain, table};

/// Entities that are named.
const NAMED: usize = 50;

/// What came of a push: problems first, the change last, where a reader of a log looks.
pub(super) fn render(outcome: &Outcome) -> String {
    let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut text = human(outcome.diagnostics(), color);
    match outcome {
        Outcome::Told(asked) => {
            text.push_str(&human(&findings(asked), color));
            text.push_str(&told(asked, Shape::Human));
        }
        Outcome::Pushed { pushed, source } => {
            let change = &pushed.outcome;
            let source = plain(source);
            text.push_str(&format!("pushed to {source}: {}; revision {}\n", figures(change), change.revision));
            let changes = changes(change);
            if !changes.is_empty() {
                let line = |(word, entity): &(&str, String)| [(*word).to_owned(), entity.clone()];
                text.push_str(&table(["CHANGE", "ENTITY"], changes.iter().take(NAMED).map(line)));
            }
            if changes.len() > NAMED {
                text.push_str(&format!("and {} more\n", changes.len() - NAMED));
            }
            if let Some(held) = held(change, &source) {
                text.push_str(&format!("{held}\n"));
            }
        }
        Outcome::Errors(_) => text.push_str("nothing was changed: the files have errors\n"),
        Outcome::Stale(problem) => text.push_str(&format!("nothing was changed: {}\n", plain(&problem.detail))),
    }
    text
}
