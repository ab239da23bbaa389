//! A GitLab on this machine: REST below `/api/v4` and GraphQL at `/api/graphql`. What it answers has the shape of what GitLab
//! publishes (fixtures/README.md), with what a test changes in it.

mod graphql;
mod project;
mod rest;
mod state;

use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::response::Response;
use http_body_util::BodyExt;

pub(crate) use project::{FakeProject, component};
pub(crate) use state::{FakeGroup, Fault, State};

/// A running fake. It ends with the test.
#[derive(Clone)]
pub(crate) struct Fake {
    address: String,
    state: Arc<Mutex<State>>,
}

impl Fake {
    /// One that has these projects.
    pub(crate) async fn start(projects: Vec<FakeProject>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/gitlab", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State::new(&address, projects)));
        let router = Router::new().fallback(answer).with_state(Arc::clone(&state));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, state }
    }

    /// One with components of these names, each in a project of its own.
    pub(crate) async fn with_components(count: u64) -> Self {
        Self::start((1..=count).map(|id| FakeProject::component(id, &format!("service-{id:03}"))).collect()).await
    }

    /// Where it is, as people would open it.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// What it has and was asked.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Answers the next requests whose path contains this text with a fault.
    pub(crate) fn fail(&self, part: &str, fault: Fault) {
        self.state().faults.push((part.to_owned(), fault));
    }

    /// How many requests there were since the last time this was asked.
    pub(crate) fn requests(&self) -> usize {
        self.paths().len()
    }

    /// The paths that were asked for since the last time this was asked.
    pub(crate) fn paths(&self) -> Vec<String> {
        std::mem::take(&mut self.state().asked)
    }
}

async fn answer(Shared(state): Shared<Arc<Mutex<State>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let mut state = state.lock().unwrap();
    let path = parts.uri.path_and_query().unwrap().as_str().to_owned();
    let Some(path) = path.strip_prefix("/gitlab").map(str::to_owned) else {
        return json(404, &serde_json::json!({ "error": "404 Not Found" }));
    };
    state.asked.push(path.clone());
    if let Some(fault) = state.fault(&path) {
        return fault;
    }
    let token = parts.headers.get("authorization").map(|value| value.to_str().unwrap());
    if token != Some(&*format!("Bearer {}", state.token)) {
        return json(401, &serde_json::json!({ "message": "401 Unauthorized" }));
    }
    let Some(limit) = state.spend() else {
        let mut answer = Response::builder().status(429).body(Body::from("Retry later\n")).unwrap();
        for (name, value) in state.limit_headers() {
            answer.headers_mut().insert(name, value.parse().unwrap());
        }
        return answer;
    };
    let mut answer = match path.as_str() {
        "/api/graphql" => graphql::answer(&mut state, &body),
        path => rest::answer(&mut state, path.strip_prefix("/api/v4").unwrap_or_default()),
    };
    for (name, value) in limit {
        answer.headers_mut().insert(name, value.parse().unwrap());
    }
    answer
}

/// JSON with a status.
fn json(status: u16, body: &serde_json::Value) -> Response {
    Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}
