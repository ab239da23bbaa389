//! A GitHub on this machine: REST below `/api/v3` and GraphQL at `/api/graphql`, as an Enterprise server has them. Objects
//! are those that GitHub publishes with what a test changes in them.

mod graphql;
mod people;
mod repository;
mod rest;
mod state;

use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::response::Response;
use http_body_util::BodyExt;

pub(crate) use people::FakeTeam;
pub(crate) use repository::{FakeRepository, component};
pub(crate) use state::{Asked, Fault, State};

/// The organisation of every fake.
pub(crate) const ORGANIZATION: &str = "acme";

/// A running fake. It ends with the test.
#[derive(Clone)]
pub(crate) struct Fake {
    address: String,
    state: Arc<Mutex<State>>,
}

impl Fake {
    /// One that has these repositories.
    pub(crate) async fn start(repositories: Vec<FakeRepository>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State::new(&address, repositories)));
        let router = Router::new().fallback(answer).with_state(Arc::clone(&state));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, state }
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
        std::mem::take(&mut self.state().asked).len()
    }

    /// The paths that were asked for since the last time this was asked.
    pub(crate) fn paths(&self) -> Vec<String> {
        std::mem::take(&mut self.state().asked).into_iter().map(|asked| asked.path).collect()
    }
}

async fn answer(Shared(state): Shared<Arc<Mutex<State>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let mut state = state.lock().unwrap();
    let path = parts.uri.path_and_query().unwrap().as_str().to_owned();
    let header = |name: &str| parts.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    let asked = Asked {
        method: parts.method.to_string(),
        path: path.clone(),
        token: header("authorization"),
        etag: header("if-none-match"),
        accept: header("accept").unwrap_or_default(),
        user_agent: header("user-agent").unwrap_or_default(),
    };
    state.asked.push(asked.clone());
    if let Some(fault) = state.fault(&path) {
        return fault;
    }
    if let Some(refused) = state.unauthorized(&asked) {
        return refused;
    }
    match path.as_str() {
        "/api/graphql" => graphql::answer(&mut state, &body),
        path => match path.strip_prefix("/api/v3") {
            Some(path) => rest::answer(&mut state, &asked, path),
            None => state::error(404, "Not Found"),
        },
    }
}

/// JSON with a status.
fn json(status: u16, body: &serde_json::Value) -> Response {
    Response::builder()
        .status(status)
        .header("content-type", "application/json; charset=utf-8")
        .body(Body::from(body.to_string()))
        .unwrap()
}
