//! What is to be done about a delivery.

use serde_json::Value;

use super::happened::happened;
use super::push::{push, update};
use crate::sources::forge::PEOPLE;
use crate::sources::forge::webhook::Effect;

/// What is to be done about a delivery of this event: its `object_kind`, and where it has none, its `event_name`. Of events
/// that are not known, nothing.
pub fn effect(event: &str, payload: &Value) -> Effect {
    match event {
        "push" => push(payload),
        "repository_update" => update(payload),
        // One that is there is looked at by itself; one that may be none of the source's any more takes a look at all.
        "project_create" | "project_rename" | "project_update" => Effect::read(project(payload)),
        "project_destroy" | "project_transfer" => Effect::discover(),
        "group_create" | "group_destroy" | "group_rename" | "subgroup_create" | "subgroup_destroy" => {
            Effect::discover()
        }
        "user_add_to_group" | "user_remove_from_group" | "user_rename" | "user_destroy" => Effect::read(Some(PEOPLE)),
        "deployment" | "merge_request" | "pipeline" | "release" => {
            Effect { happening: happened(event, payload), ..Effect::default() }
        }
        _ => Effect::default(),
    }
}

/// The number of the project that a delivery is about.
pub(super) fn project(payload: &Value) -> Option<u64> {
    let of_project = payload.pointer("/project/id").and_then(Value::as_u64);
    of_project.or_else(|| payload.get("project_id")?.as_u64())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn projects_and_groups_that_change_are_looked_at() {
        let payload = json!({ "project_id": 22, "path_with_namespace": "acme/web" });
        for event in ["project_create", "project_rename", "project_update"] {
            assert_eq!(effect(event, &payload).repository.as_deref(), Some("22"), "{event}");
        }
        for event in ["project_destroy", "project_transfer", "group_rename", "subgroup_create"] {
            assert!(effect(event, &payload).discover, "{event}");
        }
        assert_eq!(effect("user_add_to_group", &payload).repository.as_deref(), Some(PEOPLE));
        for event in ["key_create", "user_failed_login", "note", "tag_push", "wiki_page", "access_token", "nonsense"] {
            assert_eq!(effect(event, &payload), Effect::default(), "{event}");
        }
    }
}
