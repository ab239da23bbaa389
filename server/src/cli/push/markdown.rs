//! For a comment on a pull request, or the summary of a job.

use catalog_schema::diagnostic::{Diagnostic, Severity};
use catalog_schema::wire::{DryRun, ImpactChange, ScoreChange, ScoreChanges};

use super::outcome::{Outcome, changes, figures, held, problems};
use crate::cli::dry_run::{findings, levels, points, rules};
use crate::cli::graph::counted;

/// Lines of each table.
const LINES: usize = 50;

/// What came of a push.
pub(super) fn render(outcome: &Outcome) -> String {
    let mut text = match outcome {
        Outcome::Pushed { pushed, source } => {
            let revision = pushed.outcome.revision;
            format!("### Catalog: {}\n\nPushed to {}, revision {revision}.\n", figures(&pushed.outcome), code(source))
        }
        Outcome::Told(asked) => {
            let new = if asked.dry_run.new_location { " The portal does not know this repository yet." } else { "" };
            let what = match figures(&asked.dry_run.outcome).as_str() {
                "nothing changed" => "nothing would change".to_owned(),
                figures => format!("this would change it: {figures}"),
            };
            format!(
                "### Catalog: {what}\n\nCompared with {}, revision {}.{new}\n",
                code(&asked.source),
                asked.dry_run.outcome.revision
            )
        }
        Outcome::Errors(diagnostics) => {
            let errors = counted(problems(diagnostics).0 as u64, "error", "errors");
            format!("### Catalog: {errors} in descriptors\n\nNothing was changed.\n")
        }
        Outcome::Stale(problem) => {
            format!("### Catalog: a newer commit is there already\n\n{}\n", code(&problem.detail))
        }
    };
    if let Some(change) = outcome.change() {
        let changes = changes(change);
        let lines = changes.iter().map(|(word, entity)| format!("| {word} | {} |", code(entity)));
        text.push_str(&table("| change | entity |\n| --- | --- |", lines, changes.len()));
        let source = match outcome {
            Outcome::Pushed { source, .. } => source,
            Outcome::Told(asked) => &asked.source,
            Outcome::Errors(_) | Outcome::Stale(_) => "",
        };
        if let Some(held) = held(change, source) {
            text.push_str(&format!("\n> {held}\n"));
        }
    }
    if let Outcome::Told(asked) = outcome {
        text.push_str(&scores(&asked.dry_run.scores));
        text.push_str(&told(&asked.dry_run));
        let found = findings(asked);
        text.push_str(&diagnostics("New findings", &found));
    }
    text.push_str(&diagnostics("Problems", outcome.diagnostics()));
    text
}

/// What scorecards would say otherwise.
fn scores(scores: &ScoreChanges) -> String {
    let line = |change: &ScoreChange| {
        let sign = if change.regression { "worse" } else { "" };
        let (entity, scorecard) = (code(&change.entity_ref), code(&change.scorecard));
        let (level, rules) = (code(&levels(change)), code(&rules(change)));
        format!("| {sign} | {entity} | {scorecard} | {level} | {} | {rules} |", points(change))
    };
    let head = "| | score of | by | level | points | rules |\n| --- | --- | --- | --- | --- | --- |";
    table(head, scores.items.iter().map(line), usize::try_from(scores.total).unwrap_or(usize::MAX))
}

/// What would be hit by a failure.
fn told(dry_run: &DryRun) -> String {
    let differs = |change: &&ImpactChange| change.added_total + change.removed_total > 0;
    let different: Vec<&ImpactChange> = dry_run.impact.iter().filter(differs).collect();
    let lines = different
        .iter()
        .map(|change| format!("| {} | {} | {} |", code(&change.entity_ref), change.before, change.after));
    table("| if this fails | hit now | hit then |\n| --- | --- | --- |", lines, different.len())
}

fn diagnostics(title: &str, diagnostics: &[Diagnostic]) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let line = |found: &Diagnostic| {
        let file = found.file.as_deref().unwrap_or_default();
        let place = found.line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"));
        let severity = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        format!("| {severity} | {} | {} | {} |", code(&found.code), code(&place), code(&found.message))
    };
    let head = "| | code | where | what |\n| --- | --- | --- | --- |";
    format!("\n#### {title}\n{}", table(head, diagnostics.iter().map(line), diagnostics.len()))
}

/// A table of up to [`LINES`] lines; nothing where there is none.
fn table(head: &str, lines: impl Iterator<Item = String>, count: usize) -> String {
    if count == 0 {
        return String::new();
    }
    let lines: Vec<String> = lines.take(LINES).collect();
    let more = if count > LINES { format!("\nand {} more\n", count - LINES) } else { String::new() };
    format!("\n{head}\n{}\n{more}", lines.join("\n"))
}

/// A text that is shown as it is: as code, in which nothing mentions anybody, leads anywhere or ends the table.
fn code(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '`' => '\'',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    let plain = plain.trim().replace('|', "\\|");
    if plain.is_empty() { String::new() } else { format!("`{plain}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_descriptors_say_stays_code() {
        assert_eq!(code("a|b `c`\n@team <img>"), "`a\\|b 'c' @team <img>`");
        assert_eq!(code(" \n"), "");
    }
}
