//! What sort of thing an event tells.

use serde_json::Value;

use super::CloudEvent;
use super::cdevent::CdEvent;
use super::outcome::outcome;
use super::title::{clip, title};
use super::version::version_of;
use crate::wire::{EventKind, EventOutcome};

/// The longest environment, version and address that is kept, in characters.
const MAX_WORD: usize = 200;
const MAX_URL: usize = 2_000;

/// What is understood of an event. Texts are one line without control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classified {
    /// What sort of thing happened.
    pub kind: EventKind,
    /// How it ended or stands, as far as it says.
    pub outcome: Option<EventOutcome>,
    /// Where.
    pub environment: Option<String>,
    /// Of which version.
    pub version: Option<String>,
    /// Where more is to be seen: http or https.
    pub url: Option<String>,
    /// What happened, in a sentence.
    pub title: String,
    /// What the events of one incident have in common; of incidents only.
    pub incident: Option<String>,
}

/// Says what sort of thing an event tells. Types of CDEvents are known, of any version; of other events the data's
/// `outcome`, `environment`, `version`, `url` and `title` are read where they are texts.
pub fn classify(event: &CloudEvent) -> Classified {
    let classified = match CdEvent::of(event) {
        Some(known) => of_cdevent(event, &known),
        None => of_other(event),
    };
    let word = |word: Option<String>, most| word.map(|word| clip(&word, most)).filter(|word| !word.is_empty());
    Classified {
        environment: word(classified.environment, MAX_WORD),
        version: word(classified.version, MAX_WORD),
        url: classified.url.filter(|url| is_address(url)),
        incident: word(classified.incident, MAX_WORD),
        ..classified
    }
}

fn of_cdevent(event: &CloudEvent, known: &CdEvent<'_>) -> Classified {
    let (kind, usual) = sort(known);
    let said = known.text("outcome").and_then(outcome);
    let outcome = match (kind, usual) {
        // Whether an incident is open is what happened, and not how something ended.
        (EventKind::Incident, usual) => usual,
        // CDEvents tells deployments without an outcome, so that one that failed says it in customData.
        (_, usual) => said.or(usual),
    };
    let artifact = known.text("artifactId").or_else(|| known.id().filter(|_| known.subject == "artifact"));
    let version = known.text("version").map(str::to_owned).or_else(|| artifact.and_then(version_of));
    let environment = known.id_of("environment").or_else(|| known.text("environment")).map(str::to_owned);
    let url = ["uri", "url", "ticketURI", "viewUrl"].into_iter().find_map(|name| known.text(name)).map(str::to_owned);
    let incident = (kind == EventKind::Incident).then(|| known.id().or(event.subject.as_deref())).flatten();
    let title = title(known, (kind, outcome), version.as_deref(), environment.as_deref());
    Classified { kind, outcome, environment, version, url, title, incident: incident.map(str::to_owned) }
}

/// The sort of an event of CDEvents, and the outcome that it has by itself.
fn sort(known: &CdEvent<'_>) -> (EventKind, Option<EventOutcome>) {
    use EventOutcome::{Cancelled, Open, Removed, Resolved, RolledBack, Running, Success};
    match (known.subject.as_str(), known.predicate.as_str()) {
        ("service", "deployed" | "upgraded") => (EventKind::Deployment, Some(Success)),
        ("service", "rolledback") => (EventKind::Deployment, Some(RolledBack)),
        ("service", "removed") => (EventKind::Deployment, Some(Removed)),
        ("service" | "artifact", "published") => (EventKind::Release, Some(Success)),
        ("build" | "pipelinerun" | "taskrun", "queued" | "started") => (EventKind::Build, Some(Running)),
        // A build that made something went well; else only its own outcome tells.
        ("build", "finished") => (EventKind::Build, known.text("artifactId").map(|_| Success)),
        ("artifact", "packaged") => (EventKind::Build, Some(Success)),
        ("build" | "pipelinerun" | "taskrun", _) => (EventKind::Build, None),
        ("incident", "resolved") => (EventKind::Incident, Some(Resolved)),
        ("incident", _) => (EventKind::Incident, Some(Open)),
        ("change", "merged") => (EventKind::Change, Some(Success)),
        ("change", "abandoned") => (EventKind::Change, Some(Cancelled)),
        ("change", _) => (EventKind::Change, None),
        _ => (EventKind::Other, None),
    }
}

fn of_other(event: &CloudEvent) -> Classified {
    let data = event.object();
    let text = |name: &str| data?.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let title = text("title").map(|title| clip(title, super::title::MOST)).filter(|title| !title.is_empty());
    Classified {
        kind: EventKind::Other,
        outcome: text("outcome").and_then(outcome),
        environment: text("environment").map(str::to_owned),
        version: text("version").map(str::to_owned),
        url: text("url").map(str::to_owned),
        title: title.unwrap_or_else(|| clip(&event.event_type, super::title::MOST)),
        incident: None,
    }
}

fn is_address(url: &str) -> bool {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://"))
        && url.chars().count() <= MAX_URL
        && !url.chars().any(|letter| letter.is_control() || letter.is_whitespace())
}
