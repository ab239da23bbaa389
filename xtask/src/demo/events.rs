//! `examples/events.yaml`: what happened to the demo company, and its way into a portal.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::history::at;
use crate::failure::Failure;
use crate::portal::address_of;
use crate::process::run;
use crate::{http, services};

/// How long the portal may take to start.
const LIMIT: Duration = Duration::from_secs(60);
/// Where the events come from.
const SOURCE: &str = "https://ci.pizzup.example";

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Events {
    /// The oldest first.
    events: Vec<Event>,
}

/// One event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Event {
    /// Whole days before the day on which they are sent, in UTC.
    days_ago: u32,
    /// `HH:MM`, in UTC.
    time: String,
    /// The name of a component.
    entity: String,
    /// Subject and predicate of CDEvents.
    #[serde(rename = "type")]
    what: String,
    environment: Option<String>,
    version: Option<String>,
    outcome: Option<String>,
    /// What the events of one incident are told by.
    incident: Option<String>,
    description: Option<String>,
    pipeline: Option<String>,
}

impl Events {
    /// Reads the file.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
        serde_yaml::from_str(&text).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
    }

    /// The events as CloudEvents, one a line, if they are sent at `now`, in seconds since the Unix epoch.
    ///
    /// # Errors
    /// One has no time, or a later one than `now`.
    pub(super) fn lines(&self, now: i64) -> Result<String, Failure> {
        let mut lines = String::new();
        for (number, event) in self.events.iter().enumerate() {
            let time = at(event.days_ago, &event.time, now)
                .map_err(|why| Failure::new(format!("the event {number} of {}: {why}", event.entity)))?;
            lines.push_str(&event.cloud_event(number, time).to_string());
            lines.push('\n');
        }
        Ok(lines)
    }
}

impl Event {
    fn cloud_event(&self, number: usize, time: i64) -> Value {
        let Self { entity, what, version, outcome, .. } = self;
        let reference = format!("component:default/{entity}");
        let artifact = version.as_ref().map(|version| format!("pkg:oci/{entity}@sha256%3A0f?tag={version}"));
        let run = self.pipeline.as_ref().map(|_| format!("{SOURCE}/{entity}/runs/{number}"));
        json!({
            "specversion": "1.0",
            "id": format!("demo-{number}"),
            "source": format!("{SOURCE}/{entity}"),
            "type": format!("dev.cdevents.{what}.0.3.0"),
            "time": rfc3339(time),
            "sextantentity": reference,
            "datacontenttype": "application/json",
            "data": {
                "subject": {
                    "id": self.incident.as_ref().unwrap_or(&reference),
                    "content": {
                        "environment": self.environment.as_ref().map(|environment| json!({"id": environment})),
                        "artifactId": artifact,
                        "description": self.description,
                        "pipelineName": self.pipeline,
                        "outcome": outcome,
                        "uri": run,
                    },
                },
                "customData": {"outcome": outcome},
            },
        })
    }
}

/// Seconds since the Unix epoch as RFC 3339; the days by the algorithm `civil_from_days`
/// (<https://howardhinnant.github.io/date_algorithms.html>).
pub(super) fn rfc3339(seconds: i64) -> String {
    let (days, second) = (seconds.div_euclid(86_400) + 719_468, seconds.rem_euclid(86_400));
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Serves the catalog of a data directory to send `file` to it, as a pipeline would, and ends it again.
pub(super) fn send(binary: &Path, data: &Path, file: &Path) -> Result<String, Failure> {
    let mut serve = Command::new(binary);
    super::without_settings(&mut serve);
    // What the catalog shows is what was replayed: nothing is read here.
    serve.env("SEXTANT_LOG", "warn").env("SEXTANT_FOLLOW_SOURCES", "false");
    serve.args(["serve", "--listen", "127.0.0.1:0", "--data-dir"]).arg(data);
    if let Some(folder) = data.parent() {
        serve.current_dir(folder);
    }
    let (mut server, address) = services::start_until(&mut serve, LIMIT, address_of)?;
    services::until(&mut server, "sextant", LIMIT, |_| {
        http::status(&address, "/readyz").ok().filter(|code| *code == 200)
    })?;
    let token = data.join("admin-token");
    let token = fs::read_to_string(&token).map_err(|error| Failure::file(&token, &error))?;
    let mut push = Command::new(binary);
    super::without_settings(&mut push);
    push.env("SEXTANT_TOKEN", token.trim()).args(["event", "push"]).arg(file);
    run::capture(push.args(["--server", &format!("http://{address}")]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::history;
    use crate::workspace;

    #[test]
    fn times_are_written_as_the_standard_has_them() {
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00Z");
        assert_eq!(rfc3339(951_827_696), "2000-02-29T12:34:56Z");
        assert_eq!(rfc3339(1_798_761_599), "2026-12-31T23:59:59Z");
    }

    #[test]
    fn every_event_of_the_company_is_one() {
        let events =
            Events::read(&workspace::root().join("examples/events.yaml")).unwrap_or_else(|error| panic!("{error}"));
        let lines = events.lines(history::now()).unwrap_or_else(|error| panic!("{error}"));
        let mut open = std::collections::BTreeSet::new();
        for line in lines.lines() {
            let read = catalog_schema::events::read(line.as_bytes(), catalog_schema::events::Shape::Single);
            let event = read.unwrap_or_else(|error| panic!("{line}: {error:?}")).remove(0);
            let said = catalog_schema::events::classify(&event);
            assert_ne!(said.kind, catalog_schema::wire::EventKind::Other, "{line}");
            match (said.incident, said.outcome) {
                (Some(incident), Some(catalog_schema::wire::EventOutcome::Resolved)) => _ = open.remove(&incident),
                (Some(incident), _) => _ = open.insert(incident),
                (None, _) => {}
            }
        }
        assert_eq!(open.into_iter().collect::<Vec<_>>(), ["INC-131"], "one incident is open");
    }
}
