//! What the fake has, was asked, and does wrong.

use std::collections::HashMap;

use axum::body::Body;
use axum::response::Response;
use serde_json::json;

use super::{FakeRepository, FakeTeam, json as json_answer};

/// What was asked.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) token: Option<String>,
    pub(crate) etag: Option<String>,
    pub(crate) accept: String,
    pub(crate) user_agent: String,
}

/// What is answered instead, so often.
pub(crate) struct Fault {
    pub(crate) times: usize,
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
}

impl Fault {
    pub(crate) fn status(status: u16, message: &str) -> Self {
        Self { times: 1, status, headers: Vec::new(), body: json!({ "message": message }).to_string() }
    }

    pub(crate) fn times(self, times: usize) -> Self {
        Self { times, ..self }
    }

    pub(crate) fn header(mut self, name: &'static str, value: &impl ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }
}

/// Of one limit: how many there are, and are left.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quota {
    pub(crate) limit: u64,
    pub(crate) remaining: u64,
    /// Seconds since the Unix epoch.
    pub(crate) resets_at: u64,
}

/// What the fake has, was asked, and does wrong.
pub(crate) struct State {
    pub(crate) address: String,
    pub(crate) repositories: Vec<FakeRepository>,
    pub(crate) teams: Vec<FakeTeam>,
    pub(crate) members: Vec<(String, Option<String>)>,
    pub(crate) asked: Vec<Asked>,
    pub(crate) faults: Vec<(String, Fault)>,
    pub(crate) core: Quota,
    pub(crate) graphql: Quota,
    /// The token that is taken; any where it is none.
    pub(crate) token: Option<String>,
    /// Tokens of the App that were made, and in how many seconds they end.
    pub(crate) minted: usize,
    pub(crate) token_seconds: i64,
    /// Entries of a tree before it is cut off.
    pub(crate) tree_limit: usize,
    /// Entries of a page of REST.
    pub(crate) page: usize,
    /// Names that repositories had.
    pub(crate) renamed: HashMap<String, u64>,
}

impl State {
    pub(super) fn new(address: &str, repositories: Vec<FakeRepository>) -> Self {
        let quota = Quota { limit: 5_000, remaining: 5_000, resets_at: 4_000_000_000 };
        Self {
            address: address.to_owned(),
            repositories,
            teams: Vec::new(),
            members: Vec::new(),
            asked: Vec::new(),
            faults: Vec::new(),
            core: quota,
            graphql: quota,
            token: None,
            minted: 0,
            token_seconds: 3_600,
            tree_limit: 100_000,
            page: 100,
            renamed: HashMap::new(),
        }
    }

    /// The repository of a name that it has or had, and whether it is called so.
    pub(super) fn find(&self, name: &str) -> Option<(&FakeRepository, bool)> {
        let (owner, called) = name.split_once('/')?;
        let is_called = |repository: &&FakeRepository| {
            repository.name.eq_ignore_ascii_case(called) && repository.owner.eq_ignore_ascii_case(owner)
        };
        if let Some(found) = self.repositories.iter().find(is_called) {
            return Some((found, true));
        }
        let id = self.renamed.get(name)?;
        self.repositories.iter().find(|repository| repository.id == *id).map(|repository| (repository, false))
    }

    pub(super) fn fault(&mut self, path: &str) -> Option<Response> {
        let at = self.faults.iter().position(|(part, fault)| fault.times > 0 && path.contains(part.as_str()))?;
        let (_, fault) = &mut self.faults[at];
        fault.times -= 1;
        let mut answer = Response::builder().status(fault.status);
        for (name, value) in &fault.headers {
            answer = answer.header(*name, value);
        }
        Some(answer.body(Body::from(fault.body.clone())).unwrap())
    }

    pub(super) fn unauthorized(&self, asked: &Asked) -> Option<Response> {
        let token = asked.token.as_deref().unwrap_or_default();
        let is_app = asked.path.contains("/app/") || asked.path.ends_with("/installation");
        // A token of an App is three parts in base64; what is in them is octocrab's.
        let is_jwt = token.matches('.').count() == 2 && token.starts_with("Bearer ey");
        let is_right = self.token.as_ref().is_none_or(|wanted| token == format!("Bearer {wanted}"));
        let taken = if is_app { is_jwt } else { !is_jwt && is_right && !token.is_empty() };
        (!taken).then(|| error(401, "Bad credentials"))
    }

    /// The headers of a limit, of which so much was used.
    pub(super) fn spend(&mut self, is_graphql: bool, points: u64) -> Option<[(&'static str, String); 4]> {
        let (quota, resource) = match is_graphql {
            true => (&mut self.graphql, "graphql"),
            false => (&mut self.core, "core"),
        };
        if quota.remaining < points {
            return None;
        }
        quota.remaining -= points;
        Some([
            ("x-ratelimit-limit", quota.limit.to_string()),
            ("x-ratelimit-remaining", quota.remaining.to_string()),
            ("x-ratelimit-reset", quota.resets_at.to_string()),
            ("x-ratelimit-resource", resource.to_owned()),
        ])
    }
}

/// An error as GitHub tells it.
pub(super) fn error(status: u16, message: &str) -> Response {
    json_answer(status, &json!({ "message": message, "documentation_url": "https://docs.github.com/rest" }))
}
