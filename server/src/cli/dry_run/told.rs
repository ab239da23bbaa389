//! The answer for people and scripts.

use catalog_schema::wire::{DryRun, ImpactChange, Insight, ScoreChange, ScoreChanges};

use super::Asked;
use super::scores::{levels, points, rules};
use crate::cli::graph::{counted, plain, table};

/// References that are named of each kind of change, and of each list of an impact.
const NAMED: usize = 20;

/// How it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Shape {
    /// With tables, for people.
    Human,
    /// A line each.
    Concise,
}

/// What would change. Findings that come are told on their own.
pub(in crate::cli) fn told(asked: &Asked, shape: Shape) -> String {
    let dry_run = &asked.dry_run;
    let mut text = String::new();
    if shape == Shape::Human {
        text.push_str(&format!("what this would change in {}: {}\n", plain(&asked.source), summary(dry_run)));
    }
    let outcome = &dry_run.outcome;
    for (word, refs) in [("created", &outcome.created), ("updated", &outcome.updated), ("deleted", &outcome.deleted)] {
        names(&mut text, word, refs.iter().map(String::as_str), refs.len());
    }
    for renamed in outcome.renamed.iter().take(NAMED) {
        text.push_str(&format!("  renamed {} to {}\n", plain(&renamed.from), plain(&renamed.to)));
    }
    if let Some(held) = outcome.held.as_ref().filter(|held| !held.discarded) {
        let entities = counted(held.entities, "entity", "entities");
        text.push_str(&format!("  held back: {entities} would be deleted once somebody confirms it\n"));
    }
    for finding in &dry_run.findings.removed {
        text.push_str(&format!("  mended {}\n", told_finding(finding)));
    }
    match shape {
        Shape::Human => {
            text.push_str(&scores(&dry_run.scores));
            text.push_str(&impact(&dry_run.impact));
        }
        Shape::Concise => {
            for change in dry_run.scores.items.iter().take(NAMED) {
                text.push_str(&format!("  score of {}\n", score(change).join(" ")));
            }
            for change in dry_run.impact.iter().filter(|change| is_different(change)) {
                let root = plain(&change.entity_ref);
                text.push_str(&format!("  impact of {root}: {} -> {}\n", change.before, change.after));
            }
        }
    }
    text
}

/// One line of figures.
pub(in crate::cli) fn summary(dry_run: &DryRun) -> String {
    let outcome = &dry_run.outcome;
    let figures = [
        (outcome.created.len() as u64, "created"),
        (outcome.updated.len() as u64, "updated"),
        (outcome.deleted.len() as u64, "deleted"),
        (outcome.renamed.len() as u64, "renamed"),
        (outcome.held.as_ref().map_or(0, |held| held.entities), "held back"),
    ];
    let figures = figures.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
    let mut parts: Vec<String> = figures.collect();
    if parts.is_empty() {
        parts.push("no entity".to_owned());
    }
    let findings = &dry_run.findings;
    let of_findings = [(findings.added_total, "new"), (findings.removed_total, "mended")];
    for (count, word) in of_findings.into_iter().filter(|(count, _)| *count > 0) {
        parts.push(counted(count, &format!("{word} finding"), &format!("{word} findings")));
    }
    let worse = dry_run.scores.regressions;
    if worse > 0 {
        parts.push(counted(worse, "score becomes worse", "scores become worse"));
    }
    let new = if dry_run.new_location { " (the portal does not know this location yet)" } else { "" };
    format!("{}; compared with revision {}{new}", parts.join(", "), outcome.revision)
}

/// Scores before and after.
fn scores(scores: &ScoreChanges) -> String {
    if scores.items.is_empty() {
        return String::new();
    }
    let head = ["SCORE OF", "BY", "LEVEL", "POINTS", "RULES"];
    let mut text = format!("\n{}", table(head, scores.items.iter().take(NAMED).map(score)));
    let more = scores.total.saturating_sub(scores.items.len().min(NAMED) as u64);
    if more > 0 {
        text.push_str(&format!("and {more} more\n"));
    }
    text
}

/// The words of a line.
fn score(change: &ScoreChange) -> [String; 5] {
    [change.entity_ref.clone(), change.scorecard.clone(), levels(change), points(change), rules(change)]
}

/// Impacts before and after.
fn impact(changes: &[ImpactChange]) -> String {
    let different: Vec<&ImpactChange> = changes.iter().filter(|change| is_different(change)).collect();
    if different.is_empty() {
        return String::new();
    }
    let line = |change: &&ImpactChange| {
        [change.entity_ref.clone(), change.before.to_string(), change.after.to_string(), teams(change)]
    };
    format!("\n{}", table(["IF THIS FAILS", "HIT NOW", "HIT THEN", "TEAMS"], different.iter().map(line)))
}

/// Every reference that is hit from then on, or is no more, as far as the portal names them; and every team.
pub(in crate::cli) fn hit(change: &ImpactChange) -> String {
    let mut text = String::new();
    for (word, refs, total) in
        [("hit then", &change.added, change.added_total), ("not hit then", &change.removed, change.removed_total)]
    {
        for entity_ref in refs {
            text.push_str(&format!("  {word} {}\n", plain(entity_ref)));
        }
        let left = total.saturating_sub(refs.len() as u64);
        if left > 0 {
            text.push_str(&format!("  {word}: {left} more\n"));
        }
    }
    for (word, teams) in [("to tell then", &change.teams_added), ("not to tell then", &change.teams_removed)] {
        for team in teams {
            text.push_str(&format!("  {word} {}\n", plain(team)));
        }
    }
    text
}

fn is_different(change: &ImpactChange) -> bool {
    change.added_total + change.removed_total > 0 || !(change.teams_added.is_empty() && change.teams_removed.is_empty())
}

fn teams(change: &ImpactChange) -> String {
    let added = change.teams_added.iter().map(|team| format!("+{team}"));
    let removed = change.teams_removed.iter().map(|team| format!("-{team}"));
    let mut teams: Vec<String> = added.chain(removed).collect();
    let more = teams.len().saturating_sub(NAMED);
    teams.truncate(NAMED);
    if more > 0 {
        teams.push(format!("{more} more"));
    }
    teams.join(" ")
}

fn told_finding(finding: &Insight) -> String {
    format!("{} {}: {}", plain(&finding.severity), plain(&finding.rule), plain(&finding.message))
}

fn names<'a>(text: &mut String, word: &str, refs: impl Iterator<Item = &'a str>, total: usize) {
    for entity_ref in refs.take(NAMED) {
        text.push_str(&format!("  {word} {}\n", plain(entity_ref)));
    }
    if total > NAMED {
        text.push_str(&format!("  {word}: {} more\n", total - NAMED));
    }
}
