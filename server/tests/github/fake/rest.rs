//! REST of the fake.

use axum::body::Body;
use axum::response::Response;
use serde_json::{Value, json};

use super::state::{Asked, State, error};
use super::{ORGANIZATION, json as json_answer};

/// Answers a request for a path below `/api/v3`.
pub(super) fn answer(state: &mut State, asked: &Asked, path: &str) -> Response {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let steps: Vec<&str> = path.trim_matches('/').split('/').collect();
    let (status, body, link) = match (asked.method.as_str(), steps.as_slice()) {
        ("GET", ["orgs" | "users", _, "installation"] | ["repos", _, _, "installation"]) => {
            (200, json!({ "id": 77, "account": { "login": ORGANIZATION }, "suspended_at": null }), None)
        }
        ("POST", ["app", "installations", "77", "access_tokens"]) => return minted(state),
        ("GET", ["orgs", ORGANIZATION, "teams"]) => teams(state, 1),
        // The second page is of another path, as GitHub has it.
        ("GET", ["organizations", "1", "team"]) => teams(state, page_of(query)),
        ("GET", ["orgs", ORGANIZATION, "teams", slug, "members"]) => members(state, slug, 1),
        ("GET", ["organizations", "1", "team", slug, "members"]) => members(state, slug, page_of(query)),
        ("GET", ["repos", owner, name, rest @ ..]) => {
            let name = format!("{owner}/{name}");
            match state.find(&name) {
                None => return error(404, "Not Found"),
                Some((repository, false)) => {
                    let rest: String = rest.iter().map(|step| format!("/{step}")).collect();
                    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
                    let to = format!("{}/api/v3/repositories/{}{rest}{query}", state.address, repository.id);
                    let answer = json!({ "message": "Moved Permanently", "url": to });
                    let mut answer = json_answer(301, &answer);
                    answer.headers_mut().insert("location", to.parse().unwrap());
                    return answer;
                }
                Some((repository, true)) => {
                    let id = repository.id;
                    of_repository(state, id, rest, query)
                }
            }
        }
        ("GET", ["repositories", id, rest @ ..]) => of_repository(state, id.parse().unwrap(), rest, query),
        _ => return error(404, "Not Found"),
    };
    if let Value::String(raw) = &body
        && asked.accept.contains("raw")
    {
        let bytes: Vec<u8> = raw.chars().map(|byte| byte as u8).collect();
        return told(state, asked, status, bytes, "application/octet-stream", None);
    }
    told(state, asked, status, body.to_string().into_bytes(), "application/json; charset=utf-8", link)
}

/// An answer with its ETag and what it cost.
fn told(
    state: &mut State,
    asked: &Asked,
    status: u16,
    body: Vec<u8>,
    content_type: &str,
    link: Option<String>,
) -> Response {
    let etag = format!("\"{}\"", blake3::hash(&body).to_hex());
    let is_same = status == 200 && asked.etag.as_deref() == Some(etag.as_str());
    let Some(limit) = state.spend(false, u64::from(!is_same)) else {
        let mut answer = error(403, "API rate limit exceeded for installation ID 77.");
        answer.headers_mut().insert("x-ratelimit-remaining", "0".parse().unwrap());
        answer.headers_mut().insert("x-ratelimit-limit", state.core.limit.to_string().parse().unwrap());
        answer.headers_mut().insert("x-ratelimit-reset", state.core.resets_at.to_string().parse().unwrap());
        return answer;
    };
    let mut answer = Response::builder().status(if is_same { 304 } else { status }).header("etag", etag);
    for (name, value) in limit {
        answer = answer.header(name, value);
    }
    if is_same {
        return answer.body(Body::empty()).unwrap();
    }
    if let Some(link) = link {
        answer = answer.header("link", link);
    }
    answer.header("content-type", content_type).body(Body::from(body)).unwrap()
}

fn of_repository(state: &State, id: u64, rest: &[&str], query: &str) -> (u16, Value, Option<String>) {
    let missing = (404, json!({ "message": "Not Found" }), None);
    let Some(repository) = state.repositories.iter().find(|repository| repository.id == id) else { return missing };
    match rest {
        [] => (200, repository.rest(&state.address), None),
        ["git", "trees", _] if repository.head().is_none() => {
            (409, json!({ "message": "Git Repository is empty." }), None)
        }
        ["git", "trees", tree] => match repository.tree(tree, query.contains("recursive=1"), state.tree_limit) {
            Some(tree) => (200, tree, None),
            None => missing,
        },
        // Whatever the branch is called: it has but one.
        ["contents", path @ ..] if !query.is_empty() => match repository.files.get(&path.join("/").replace("%20", " "))
        {
            Some(file) => (200, Value::String(file.bytes.iter().map(|byte| *byte as char).collect()), None),
            None => missing,
        },
        ["git", "blobs", oid] => match repository.blob(oid) {
            Some(file) => (200, Value::String(file.bytes.iter().map(|byte| *byte as char).collect()), None),
            None => missing,
        },
        _ => missing,
    }
}

fn minted(state: &mut State) -> Response {
    state.minted += 1;
    let token = format!("ghs_{}", state.minted);
    state.token = Some(token.clone());
    let ends = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(state.token_seconds);
    let ends = ends.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let permissions = json!({ "contents": "read", "metadata": "read" });
    json_answer(201, &json!({ "token": token, "expires_at": ends, "permissions": permissions }))
}

fn page_of(query: &str) -> usize {
    query.split('&').find_map(|pair| pair.strip_prefix("page=")).map_or(1, |page| page.parse().unwrap())
}

fn teams(state: &State, page: usize) -> (u16, Value, Option<String>) {
    let all: Vec<Value> = state.teams.iter().map(|team| team.rest(&state.address)).collect();
    paged(state, all, page, "/organizations/1/team")
}

fn members(state: &State, slug: &str, page: usize) -> (u16, Value, Option<String>) {
    let Some(team) = state.teams.iter().find(|team| team.slug == slug) else {
        return (404, json!({ "message": "Not Found" }), None);
    };
    let all = team.members.iter().map(|login| json!({ "login": login, "id": 1, "type": "User" })).collect();
    paged(state, all, page, &format!("/organizations/1/team/{slug}/members"))
}

fn paged(state: &State, all: Vec<Value>, page: usize, path: &str) -> (u16, Value, Option<String>) {
    let last = all.len().div_ceil(state.page).max(1);
    let entries: Vec<Value> = all.into_iter().skip((page - 1) * state.page).take(state.page).collect();
    let at = |page: usize| format!("<{}/api/v3{path}?per_page=100&page={page}>", state.address);
    let link = (page < last).then(|| format!("{}; rel=\"next\", {}; rel=\"last\"", at(page + 1), at(last)));
    (200, Value::Array(entries), link)
}
