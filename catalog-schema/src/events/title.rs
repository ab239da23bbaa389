//! What happened, in a sentence.

use super::cdevent::CdEvent;
use crate::wire::{EventKind, EventOutcome};

/// The longest sentence, in characters.
pub(super) const MOST: usize = 300;

/// The sentence for an event of CDEvents.
pub(super) fn title(
    known: &CdEvent<'_>,
    (kind, outcome): (EventKind, Option<EventOutcome>),
    version: Option<&str>,
    environment: Option<&str>,
) -> String {
    let version = version.map(|version| format!("version {version}"));
    let named = version.as_deref().unwrap_or("a version");
    let place = |preposition: &str| match environment {
        Some(environment) => format!(" {preposition} {environment}"),
        None => String::new(),
    };
    let told = |text: &str, name: Option<&str>| match name {
        Some(name) => format!("{text}: {name}"),
        None => text.to_owned(),
    };
    let sentence = match kind {
        EventKind::Deployment => match outcome {
            Some(EventOutcome::RolledBack) => match version {
                Some(version) => format!("Rolled back to {version}{}", place("in")),
                None => format!("Rolled back{}", place("in")),
            },
            Some(EventOutcome::Removed) => format!("Removed{}", place("from")),
            Some(EventOutcome::Failure) => format!("Deploying {named}{} failed", place("to")),
            Some(EventOutcome::Cancelled) => format!("Deploying {named}{} was cancelled", place("to")),
            Some(EventOutcome::Running) => format!("Deploying {named}{}", place("to")),
            _ => format!("Deployed {named}{}", place("to")),
        },
        EventKind::Build => {
            let what = match known.subject.as_str() {
                "pipelinerun" => "Pipeline",
                "taskrun" => "Task",
                "artifact" => "Packaging",
                _ => "Build",
            };
            let state = match outcome {
                Some(EventOutcome::Success) => "succeeded",
                Some(EventOutcome::Failure) => "failed",
                Some(EventOutcome::Cancelled) => "was cancelled",
                _ => known.predicate.as_str(),
            };
            let name = known.text("pipelineName").or_else(|| known.text("taskName"));
            told(&format!("{what} {state}"), name.or(version.as_deref()))
        }
        EventKind::Incident => {
            let state = if outcome == Some(EventOutcome::Resolved) { "resolved" } else { known.predicate.as_str() };
            let what = known.text("description").or_else(|| known.text("title")).or_else(|| known.id());
            told(&format!("Incident {state}{}", place("in")), what)
        }
        EventKind::Change => {
            let what = known.text("title").or_else(|| known.text("description")).or_else(|| known.id());
            told(&format!("Change {}", known.predicate), what)
        }
        EventKind::Release => format!("Published {named}{}", place("in")),
        EventKind::Other => told(&format!("{} {}", capital(&known.subject), known.predicate), known.id()),
    };
    clip(&sentence, MOST)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text as one line of at most `most` characters, without control characters.
pub(super) fn clip(text: &str, most: usize) -> String {
    let plain = text.replace(|letter: char| letter.is_control(), " ");
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    line.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}
