//! What is to be done about a delivery.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Payload;
use super::happened::happened;
use super::touched::{Push, push};

/// What is to be done about a delivery. It is written down until it is done.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Effect {
    /// The number of the repository that is to be read anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository: Option<u64>,
    /// The commit that its branch is said to stand at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    /// It is to be found out again which repositories there are, and who is in which team.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub discover: bool,
    /// What happened to the entities of the repository.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub happening: Option<Happening>,
}

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

/// What is to be done about a delivery of this event (`X-GitHub-Event`). Of events that are not known, nothing.
pub fn effect(event: &str, payload: &Payload) -> Effect {
    let discover = Effect { discover: true, ..Effect::default() };
    let action = payload.action.as_deref().unwrap_or_default();
    match event {
        "push" => match push(payload) {
            Push::Nothing => Effect::default(),
            Push::Read => Effect {
                repository: payload.repository_id(),
                head: payload.after.clone().filter(|_| !payload.deleted),
                ..Effect::default()
            },
        },
        // One that is there is looked at by itself; one that may be none of the source's any more takes a look at all.
        "repository" if ["created", "renamed", "unarchived", "publicized"].contains(&action) => {
            Effect { repository: payload.repository_id(), ..Effect::default() }
        }
        "public" => Effect { repository: payload.repository_id(), ..Effect::default() },
        "repository" | "installation" | "installation_repositories" => discover,
        "organization" | "team" | "team_add" | "membership" => discover,
        "deployment" | "deployment_status" | "release" | "workflow_run" | "pull_request" => {
            Effect { happening: happened(event, action, payload), ..Effect::default() }
        }
        _ => Effect::default(),
    }
}
