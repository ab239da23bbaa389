//! What is to be done about a delivery.

use super::Payload;
use super::happened::happened;
use super::push::{Push, push};
use crate::sources::forge::webhook::Effect;

/// What is to be done about a delivery of this event (`X-GitHub-Event`). Of events that are not known, nothing.
pub fn effect(event: &str, payload: &Payload) -> Effect {
    let action = payload.action.as_deref().unwrap_or_default();
    match event {
        "push" => match push(payload) {
            Push::Nothing => Effect::default(),
            Push::Read => {
                let head = payload.after.clone().filter(|_| !payload.deleted);
                Effect { head, ..Effect::read(payload.repository_id()) }
            }
        },
        // One that is there is looked at by itself; one that may be none of the source's any more takes a look at all.
        "repository" if ["created", "renamed", "unarchived", "publicized"].contains(&action) => {
            Effect::read(payload.repository_id())
        }
        "public" => Effect::read(payload.repository_id()),
        "repository" | "installation" | "installation_repositories" => Effect::discover(),
        "organization" | "team" | "team_add" | "membership" => Effect::discover(),
        "deployment" | "deployment_status" | "release" | "workflow_run" | "pull_request" => {
            Effect { happening: happened(event, action, payload), ..Effect::default() }
        }
        _ => Effect::default(),
    }
}
