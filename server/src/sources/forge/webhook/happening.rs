//! Deployments, releases, pipelines and merges, as CDEvents tells them. <https://cdevents.dev>

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Something that happened to the entities of a repository.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Happening {
    /// The repository's number.
    pub repository: u64,
    /// The address of the repository, as people open it.
    pub address: String,
    /// The reference of the one entity that it happened to, where the delivery names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// A type of CDEvents.
    pub event_type: String,
    /// When, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The data of the event.
    pub data: Value,
}

/// A deployment.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::sources) struct Deployed<'d> {
    /// Its id where it comes from.
    pub(in crate::sources) id: Option<&'d Value>,
    /// Where to.
    pub(in crate::sources) environment: Option<&'d str>,
    /// `in_progress`, `success` or `failure`.
    pub(in crate::sources) outcome: &'static str,
    /// What.
    pub(in crate::sources) version: &'d str,
    /// What people open.
    pub(in crate::sources) uri: Option<&'d str>,
    /// The whole id of the commit.
    pub(in crate::sources) commit: Option<&'d str>,
}

/// A pipeline that has ended.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::sources) struct PipelineRun<'d> {
    /// Its id where it comes from.
    pub(in crate::sources) id: Option<&'d Value>,
    /// What it is called.
    pub(in crate::sources) name: Option<&'d str>,
    /// What people open.
    pub(in crate::sources) uri: Option<&'d str>,
    /// `success`, `failure` or `cancelled`.
    pub(in crate::sources) outcome: &'static str,
    /// The whole id of the commit.
    pub(in crate::sources) commit: Option<&'d str>,
}

impl Happening {
    /// Something was deployed.
    pub(in crate::sources) fn deployed(deployed: Deployed<'_>) -> Self {
        let Deployed { id, environment, outcome, version, uri, commit } = deployed;
        Self::of(
            "dev.cdevents.service.deployed.0.2.0",
            json!({
                "subject": { "id": id.map(ToString::to_string), "content": { "environment": { "id": environment } } },
                "customData": { "outcome": outcome, "version": version, "uri": uri, "commit": commit },
            }),
        )
    }

    /// A version was published.
    pub(in crate::sources) fn published(id: Option<&Value>, version: Option<&str>, uri: Option<&str>) -> Self {
        Self::of(
            "dev.cdevents.artifact.published.0.2.0",
            json!({
                "subject": { "id": id.map(ToString::to_string), "content": {} },
                "customData": { "version": version, "uri": uri },
            }),
        )
    }

    /// A pipeline has ended.
    pub(in crate::sources) fn pipeline_finished(run: PipelineRun<'_>) -> Self {
        let PipelineRun { id, name, uri, outcome, commit } = run;
        Self::of(
            "dev.cdevents.pipelinerun.finished.0.2.0",
            json!({
                "subject": {
                    "id": id.map(ToString::to_string),
                    "content": { "pipelineName": name, "uri": uri, "outcome": outcome },
                },
                "customData": { "commit": commit },
            }),
        )
    }

    /// A change was merged. `number` is what people call it by, such as `#7`.
    pub(in crate::sources) fn merged(number: &str, title: &str, uri: Option<&str>) -> Self {
        let id: String = number.chars().filter(char::is_ascii_digit).collect();
        Self::of(
            "dev.cdevents.change.merged.0.2.0",
            json!({
                "subject": { "id": id, "content": {} },
                "customData": { "title": format!("{number} {title}"), "uri": uri },
            }),
        )
    }

    /// The same at a time, RFC 3339.
    pub(in crate::sources) fn at(self, time: Option<impl Into<String>>) -> Self {
        Self { time: time.map(Into::into), ..self }
    }

    fn of(event_type: &str, data: Value) -> Self {
        Self { event_type: event_type.to_owned(), data, ..Self::default() }
    }
}

/// The text of a field, where there is one that says something.
pub(in crate::sources) fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}
