//! GraphQL of the fake: the questions that are asked of it, and no others.

use axum::response::Response;
use serde_json::{Map, Value, json};

use super::state::State;
use super::{ORGANIZATION, json as json_answer};

pub(super) fn answer(state: &mut State, body: &[u8]) -> Response {
    let asked: Value = serde_json::from_slice(body).unwrap();
    let (query, variables) = (asked["query"].as_str().unwrap(), &asked["variables"]);
    let (cost, mut data, errors) = if query.contains("repositoryOwner(") {
        // Of 100 repositories with two lists each.
        (2, owned(state, variables), Vec::new())
    } else if query.contains("membersWithRole(") {
        (1, members(state, variables), Vec::new())
    } else if query.contains("object(oid:") {
        (1, blobs(state, query, variables), Vec::new())
    } else {
        let (data, errors) = named(state, query);
        (1, data, errors)
    };
    let Some(limit) = state.spend(true, cost) else {
        let resets_at = jiff::Timestamp::from_second(state.graphql.resets_at as i64).unwrap().to_string();
        let rate = json!({ "cost": 1, "resetAt": resets_at });
        let errors = json!([{ "type": "RATE_LIMITED", "message": "API rate limit exceeded" }]);
        return json_answer(200, &json!({ "data": { "rateLimit": rate }, "errors": errors }));
    };
    if let Value::Object(data) = &mut data {
        data.insert("rateLimit".to_owned(), json!({ "cost": cost, "resetAt": "2096-10-02T07:06:40Z" }));
    }
    let mut told = Map::from_iter([("data".to_owned(), data)]);
    if !errors.is_empty() {
        told.insert("errors".to_owned(), Value::Array(errors));
    }
    let mut answer = json_answer(200, &Value::Object(told));
    for (name, value) in limit {
        answer.headers_mut().insert(name, value.parse().unwrap());
    }
    answer
}

fn owned(state: &State, variables: &Value) -> Value {
    let owner = variables["owner"].as_str().unwrap();
    if !owner.eq_ignore_ascii_case(ORGANIZATION) {
        return json!({ "repositoryOwner": null });
    }
    let first = variables["first"].as_u64().unwrap() as usize;
    let after: usize = variables["after"].as_str().map_or(0, |cursor| cursor.parse().unwrap());
    let of_owner: Vec<_> = state.repositories.iter().filter(|repository| repository.owner == ORGANIZATION).collect();
    let page = of_owner.iter().skip(after).take(first);
    let nodes: Vec<Value> = page
        .map(|repository| if repository.hidden { Value::Null } else { repository.graphql(&state.address) })
        .collect();
    let end = after + nodes.len();
    let info = json!({ "hasNextPage": end < of_owner.len(), "endCursor": end.to_string() });
    let repositories = json!({ "totalCount": of_owner.len(), "pageInfo": info, "nodes": nodes });
    json!({ "repositoryOwner": { "repositories": repositories } })
}

/// `r0: repository(owner: "acme", name: "orders")`, each on its line.
fn named(state: &State, query: &str) -> (Value, Vec<Value>) {
    let (mut data, mut errors) = (Map::new(), Vec::new());
    for line in query.lines().filter(|line| line.contains(": repository(owner: ")) {
        let alias = line.trim().split(':').next().unwrap();
        let quoted: Vec<&str> = line.split('"').collect();
        let name = format!("{}/{}", quoted[1], quoted[3]);
        let told = match state.find(&name) {
            Some((repository, _)) if !repository.hidden => repository.graphql(&state.address),
            found => {
                let kind = if found.is_some() { "FORBIDDEN" } else { "NOT_FOUND" };
                let message = format!("Could not resolve to a Repository with the name '{name}'.");
                errors.push(json!({ "type": kind, "path": [alias], "message": message }));
                Value::Null
            }
        };
        data.insert(alias.to_owned(), told);
    }
    (Value::Object(data), errors)
}

fn blobs(state: &State, query: &str, variables: &Value) -> Value {
    let name = format!("{}/{}", variables["owner"].as_str().unwrap(), variables["name"].as_str().unwrap());
    let Some((repository, _)) = state.find(&name) else { return json!({ "repository": null }) };
    let mut found = Map::new();
    for line in query.lines().filter(|line| line.contains("object(oid:")) {
        let alias = line.trim().split(':').next().unwrap();
        let oid = line.split('"').nth(1).unwrap();
        let told = repository.blob(oid).map_or(
            Value::Null,
            |file| json!({ "text": String::from_utf8(file.bytes.clone()).ok(), "isTruncated": false }),
        );
        found.insert(alias.to_owned(), told);
    }
    json!({ "repository": found })
}

fn members(state: &State, variables: &Value) -> Value {
    let after: usize = variables["after"].as_str().map_or(0, |cursor| cursor.parse().unwrap());
    let page = state.members.iter().skip(after).take(100);
    let nodes: Vec<Value> = page
        .map(|(login, name)| json!({ "login": login, "name": name, "url": format!("{}/{login}", state.address) }))
        .collect();
    let end = after + nodes.len();
    let info = json!({ "hasNextPage": end < state.members.len(), "endCursor": end.to_string() });
    json!({ "organization": { "membersWithRole": { "pageInfo": info, "nodes": nodes } } })
}
