//! REST of the fake.

use axum::body::Body;
use axum::response::Response;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::json as json_answer;
use super::state::State;

/// Answers a request for a path below `/api/v4`.
pub(super) fn answer(state: &mut State, path: &str) -> Response {
    let missing = |what: &str| json_answer(404, &json!({ "message": format!("404 {what} Not Found") }));
    let (below, query) = path.split_once('?').unwrap_or((path, ""));
    let steps: Vec<&str> = below.trim_matches('/').split('/').collect();
    match steps.as_slice() {
        ["projects", id] => {
            let named = percent_decode_str(id).decode_utf8().unwrap().into_owned();
            if let Some(id) = state.renamed.get(&named) {
                // Old paths lead on to the number.
                let to = format!("{}/api/v4/projects/{id}?{query}", state.address);
                return Response::builder().status(302).header("location", to).body(Body::empty()).unwrap();
            }
            let found = state.projects.iter().find(|project| project.path == named || project.id.to_string() == named);
            found.map_or_else(|| missing("Project"), |project| json_answer(200, &json!({ "id": project.id })))
        }
        ["projects", id, "repository", "tree"] => {
            let Some(project) = state.projects.iter().find(|project| project.id.to_string() == *id) else {
                return missing("Project");
            };
            if value(query, "ref") != project.head().as_deref() {
                return missing("Tree");
            }
            assert!(query.contains("recursive=true") && query.contains("pagination=keyset"), "{query}");
            // Keysets are opaque: this one is the path of the last entry.
            let token = value(query, "page_token").map(|token| percent_decode_str(token).decode_utf8().unwrap());
            let tree = project.tree();
            let after = token.map_or(0, |token| {
                tree.iter().position(|entry| entry["path"] == *token).map_or(0, |position| position + 1)
            });
            let base = format!("{}/api/v4{below}?{}", state.address, without(query, "page_token"));
            paged(&tree, after, state.page, |last, _| {
                let token = percent_encoding::utf8_percent_encode(
                    last["path"].as_str().unwrap(),
                    percent_encoding::NON_ALPHANUMERIC,
                );
                format!("{base}&page_token={token}")
            })
        }
        ["projects", id, "repository", "blobs", oid, "raw"] => {
            let project = state.projects.iter().find(|project| project.id.to_string() == *id);
            match project.and_then(|project| project.blob(oid)) {
                Some(file) => Response::new(Body::from(file.bytes.clone())),
                None => missing("Blob"),
            }
        }
        ["projects", id, "repository", "files", path, "raw"] => {
            let project = state.projects.iter().find(|project| project.id.to_string() == *id);
            let decoded = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
            let (path, at) = (decoded(path), value(query, "ref").map(decoded));
            let found = project.filter(|project| at.as_deref() == Some(&*project.branch));
            match found.and_then(|project| project.files.get(&path)) {
                Some(file) => Response::new(Body::from(file.bytes.clone())),
                None => missing("File"),
            }
        }
        ["groups", id] => {
            let named = percent_decode_str(id).decode_utf8().unwrap().into_owned();
            let found = state.groups.iter().find(|group| group.path == named || group.id.to_string() == named);
            found.map_or_else(|| missing("Group"), |group| json_answer(200, &group.rest(&state.address)))
        }
        ["groups", id, "descendant_groups"] => {
            let root = state.groups.iter().find(|group| group.id.to_string() == *id).unwrap();
            let below = format!("{}/", root.path);
            let groups = state.groups.iter().filter(|group| group.path.starts_with(&below));
            let groups: Vec<Value> = groups.map(|group| group.rest(&state.address)).collect();
            by_page(state, path, query, &groups)
        }
        ["groups", id, "members"] => {
            let group = state.groups.iter().find(|group| group.id.to_string() == *id).unwrap();
            let member = |(username, name, status): &(String, String, &'static str)| {
                json!({ "id": 1, "username": username, "name": name, "state": status, "access_level": 30,
                    "web_url": format!("{}/{username}", state.address) })
            };
            let members: Vec<Value> = group.members.iter().map(member).collect();
            by_page(state, path, query, &members)
        }
        _ => missing("Page"),
    }
}

fn by_page(state: &State, path: &str, query: &str, all: &[Value]) -> Response {
    let page: usize = value(query, "page").map_or(1, |page| page.parse().unwrap());
    let base = format!("{}/api/v4{}?{}", state.address, path.split('?').next().unwrap(), without(query, "page"));
    paged(all, (page - 1) * state.page, state.page, |_, _| format!("{base}&page={}", page + 1))
}

fn paged(all: &[Value], after: usize, page: usize, next: impl Fn(&Value, usize) -> String) -> Response {
    let entries: Vec<Value> = all.iter().skip(after).take(page).cloned().collect();
    let end = after + entries.len();
    let mut answer = json_answer(200, &Value::Array(entries.clone()));
    if let Some(last) = entries.last().filter(|_| end < all.len()) {
        let link = format!("<{}>; rel=\"next\", <{}>; rel=\"first\"", next(last, end), next(last, 0));
        answer.headers_mut().insert("link", link.parse().unwrap());
    }
    answer
}

fn value<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

fn without(query: &str, name: &str) -> String {
    let is_other = |pair: &&str| pair.split('=').next() != Some(name);
    query.split('&').filter(is_other).collect::<Vec<_>>().join("&")
}
