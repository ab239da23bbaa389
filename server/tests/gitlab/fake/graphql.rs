//! GraphQL of the fake: the questions that are asked of it, and no others.

use axum::response::Response;
use serde_json::{Value, json};

use super::json as json_answer;
use super::state::State;

/// Bytes of all blobs together that GitLab refuses to tell at once.
const TOGETHER: usize = 20 << 20;

pub(super) fn answer(state: &mut State, body: &[u8]) -> Response {
    let asked: Value = serde_json::from_slice(body).unwrap();
    let (query, variables) = (asked["query"].as_str().unwrap(), &asked["variables"]);
    let answer = if query.contains("group(fullPath: $group)") {
        of_group(state, variables)
    } else if query.contains("blobs(ref: $ref") {
        blobs(state, variables)
    } else if query.contains("fullPaths: $paths") {
        let paths = texts(&variables["paths"]);
        assert!(paths.len() <= 50, "GitLab takes no more");
        listed(state, |path, _| paths.iter().any(|wanted| wanted.eq_ignore_ascii_case(path)))
    } else if query.contains("ids: $ids") {
        let ids = texts(&variables["ids"]);
        listed(state, |_, id| ids.iter().any(|wanted| *wanted == format!("gid://gitlab/Project/{id}")))
    } else {
        panic!("nobody asks this of the fake: {query}")
    };
    json_answer(200, &answer)
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

fn listed(state: &State, is_wanted: impl Fn(&str, u64) -> bool) -> Value {
    let wanted = state.projects.iter().filter(|project| is_wanted(&project.path, project.id));
    let nodes: Vec<Value> = wanted.map(|project| project.graphql(&state.address)).collect();
    json!({ "data": { "projects": { "nodes": nodes } } })
}

fn of_group(state: &State, variables: &Value) -> Value {
    let group = variables["group"].as_str().unwrap();
    if !state.groups.iter().any(|known| known.path.eq_ignore_ascii_case(group)) {
        return json!({ "data": { "group": null } });
    }
    let below = format!("{group}/");
    let of_group: Vec<_> = state.projects.iter().filter(|project| project.path.starts_with(&below)).collect();
    let first = usize::try_from(variables["first"].as_u64().unwrap()).unwrap();
    assert!(first <= 100, "GitLab tells no more at once");
    let after: usize = variables["after"].as_str().map_or(0, |cursor| cursor.parse().unwrap());
    let nodes: Vec<Value> =
        of_group.iter().skip(after).take(first).map(|project| project.graphql(&state.address)).collect();
    let end = after + nodes.len();
    let info = json!({ "hasNextPage": end < of_group.len(), "endCursor": end.to_string() });
    json!({ "data": { "group": { "projects": { "pageInfo": info, "nodes": nodes } } } })
}

fn blobs(state: &State, variables: &Value) -> Value {
    let id = variables["ids"][0].as_str().unwrap();
    let project = state.projects.iter().find(|project| id == format!("gid://gitlab/Project/{}", project.id));
    let Some(project) = project else { return json!({ "data": { "projects": { "nodes": [] } } }) };
    let paths = texts(&variables["paths"]);
    let bytes: usize = paths.iter().filter_map(|path| project.files.get(*path)).map(|file| file.bytes.len()).sum();
    if paths.len() > 1 && bytes > TOGETHER {
        let errors = json!([{ "message": "Max blobs size limit exceeded (24 MB / 20 MB).", "path": ["projects"] }]);
        return json!({ "data": { "projects": { "nodes": [{ "repository": { "blobs": null } }] } }, "errors": errors });
    }
    let is_at = project.head().as_deref() == variables["ref"].as_str();
    let nodes = if is_at { project.blobs(&paths) } else { Vec::new() };
    json!({ "data": { "projects": { "nodes": [{ "repository": { "blobs": { "nodes": nodes } } }] } } })
}
