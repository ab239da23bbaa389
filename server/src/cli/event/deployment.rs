//! `sextant event deployment`: a deployment as CDEvents tells it.

use std::collections::BTreeMap;

use catalog_schema::events::{CloudEvent, ENTITY_ATTRIBUTE, EventData};
use catalog_schema::wire::EventReceipt;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::send::{SendError, Target, send};
use crate::clock::{now_ms, rfc3339};

/// What was deployed, and where to tell it.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The entity, such as component:default/orders
    #[arg(value_name = "REF")]
    entity: String,
    /// Where it runs now
    #[arg(long, value_name = "NAME")]
    environment: String,
    /// Which version
    #[arg(long)]
    version: String,
    /// How it ended
    #[arg(long, value_enum, default_value = "success")]
    outcome: Outcome,
    /// Where more of it is to be seen, such as the run of the pipeline
    #[arg(long)]
    url: Option<String>,
    /// When it happened, RFC 3339; now if left out
    #[arg(long, value_name = "TIME")]
    time: Option<String>,
    /// What tells this deployment from any other: the same id again is the same deployment
    #[arg(long)]
    id: Option<String>,
    /// Where the event comes from
    #[arg(long, value_name = "URI", default_value = "urn:sextant:cli")]
    source: String,
    #[command(flatten)]
    target: Target,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Outcome {
    /// It runs
    Success,
    /// It does not
    Failure,
    /// It was ended before it ran
    Cancelled,
    /// This version runs again
    RolledBack,
}

/// Sends it.
pub(super) fn deployment(arguments: &Arguments) -> Result<EventReceipt, SendError> {
    let time = match &arguments.time {
        Some(written) => {
            let time = written.parse::<Timestamp>().map_err(|_| SendError::Time(written.clone()))?;
            time.as_millisecond()
        }
        None => now_ms(),
    };
    send(&arguments.target, &[event(arguments, time).to_json()])
}

fn event(arguments: &Arguments, time: i64) -> CloudEvent {
    let Arguments { entity, environment, version, outcome, url, source, .. } = arguments;
    let id = arguments.id.clone().unwrap_or_else(|| Uuid::now_v7().to_string());
    let what = if *outcome == Outcome::RolledBack { "rolledback" } else { "deployed" };
    let event_type = format!("dev.cdevents.service.{what}.0.3.0");
    let name = entity.rsplit(['/', ':']).next().unwrap_or_default();
    let mut custom = Map::new();
    custom.insert("version".to_owned(), json!(version));
    // CDEvents knows no outcome of a deployment.
    let outcome = match outcome {
        Outcome::Success | Outcome::RolledBack => None,
        Outcome::Failure => Some("failure"),
        Outcome::Cancelled => Some("cancelled"),
    };
    custom.extend(outcome.map(|outcome| ("outcome".to_owned(), json!(outcome))));
    custom.extend(url.as_ref().map(|url| ("url".to_owned(), json!(url))));
    let data = json!({
        "context": {
            "specversion": "0.5.0", "id": id, "source": source, "type": event_type,
            "timestamp": rfc3339(time).unwrap_or_default(),
        },
        "subject": {
            "id": entity,
            "content": {"environment": {"id": environment}, "artifactId": format!("pkg:generic/{name}@{version}")},
        },
        "customData": custom,
    });
    CloudEvent {
        id,
        source: source.clone(),
        event_type,
        subject: Some(entity.clone()),
        time: Some(time),
        content_type: Some("application/json".to_owned()),
        data_schema: None,
        data: Some(EventData::Json(data)),
        extensions: BTreeMap::from([(ENTITY_ATTRIBUTE.to_owned(), Value::from(entity.as_str()))]),
    }
}
