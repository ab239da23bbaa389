//! What the fake has, was asked, and does wrong.

use std::collections::HashMap;

use axum::body::Body;
use axum::response::Response;
use serde_json::{Value, json};

use super::FakeProject;

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

    pub(crate) fn body(body: &Value) -> Self {
        Self { times: 1, status: 200, headers: Vec::new(), body: body.to_string() }
    }

    pub(crate) fn times(self, times: usize) -> Self {
        Self { times, ..self }
    }

    pub(crate) fn header(mut self, name: &'static str, value: &impl ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }
}

/// A group, and who is a member of it by itself: login, name and state.
#[derive(Clone, Debug)]
pub(crate) struct FakeGroup {
    pub(crate) id: u64,
    pub(crate) path: String,
    pub(crate) parent: Option<u64>,
    pub(crate) members: Vec<(String, String, &'static str)>,
}

impl FakeGroup {
    pub(crate) fn new(id: u64, path: &str, parent: Option<u64>, members: &[&str]) -> Self {
        let member = |login: &&str| ((*login).to_owned(), login.to_uppercase(), "active");
        Self { id, path: path.to_owned(), parent, members: members.iter().map(member).collect() }
    }

    pub(super) fn rest(&self, address: &str) -> Value {
        json!({
            "id": self.id, "name": self.path.rsplit('/').next().unwrap().to_uppercase(), "full_path": self.path,
            "path": self.path.rsplit('/').next().unwrap(), "description": "", "visibility": "private",
            "web_url": format!("{address}/groups/{}", self.path), "parent_id": self.parent,
        })
    }
}

/// What the fake has, was asked, and does wrong.
pub(crate) struct State {
    pub(crate) address: String,
    pub(crate) projects: Vec<FakeProject>,
    pub(crate) groups: Vec<FakeGroup>,
    pub(crate) asked: Vec<String>,
    pub(crate) faults: Vec<(String, Fault)>,
    pub(crate) token: String,
    /// Requests a minute, those that are left, and when there are more, seconds since the Unix epoch; none without a limit.
    pub(crate) quota: Option<(u64, u64, u64)>,
    /// Entries of a page of REST.
    pub(crate) page: usize,
    /// Paths that projects had.
    pub(crate) renamed: HashMap<String, u64>,
}

impl State {
    pub(super) fn new(address: &str, projects: Vec<FakeProject>) -> Self {
        Self {
            address: address.to_owned(),
            projects,
            groups: vec![FakeGroup::new(1, "acme", None, &[])],
            asked: Vec::new(),
            faults: Vec::new(),
            token: "glpat-test".to_owned(),
            quota: None,
            page: 100,
            renamed: HashMap::new(),
        }
    }

    pub(crate) fn project(&mut self, id: u64) -> &mut FakeProject {
        self.projects.iter_mut().find(|project| project.id == id).unwrap()
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

    /// Uses one request up. Answers the headers that tell of it; none where there is none left.
    pub(super) fn spend(&mut self) -> Option<Vec<(&'static str, String)>> {
        match &mut self.quota {
            Some((_, 0, _)) => return None,
            Some((_, remaining, _)) => *remaining -= 1,
            None => {}
        }
        Some(self.limit_headers())
    }

    pub(super) fn limit_headers(&self) -> Vec<(&'static str, String)> {
        let Some((limit, remaining, reset)) = self.quota else { return Vec::new() };
        vec![
            ("ratelimit-name", "throttle_authenticated_api".to_owned()),
            ("ratelimit-limit", limit.to_string()),
            ("ratelimit-observed", (limit - remaining).to_string()),
            ("ratelimit-remaining", remaining.to_string()),
            ("ratelimit-reset", reset.to_string()),
        ]
    }
}
