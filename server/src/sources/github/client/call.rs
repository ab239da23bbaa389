//! One request, until there is an answer to it or a reason why there is none.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::{Method, StatusCode, header};
use http_body_util::BodyExt;
use octocrab::Octocrab;
use octocrab::models::InstallationId;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::sync::Semaphore;

use super::etags::{Etags, Kept};
use super::limits::Limit;
use super::{Answer, Ask, Budget, Credentials, Endpoints, GithubError, Installation, transport};
use crate::backoff::Backoff;
use crate::clock::Clock;
use crate::sources::forge::transport::chain;
use crate::sources::forge::{Waiting, link};

/// Requests under way at once. GitHub asks for few.
const AT_ONCE: usize = 8;
/// How often a request is tried where there is no answer, or one with an error of the server.
const TRIES: u32 = 4;
/// The pause after the first failure, and the longest one.
const PAUSES: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(20));
/// How long a limit is waited for, in milliseconds. Where it lasts longer, whoever asks is told and goes on then.
const LONGEST_WAIT: i64 = 30_000;
/// How often a request may run into limits.
const LIMITS: u32 = 6;
/// Redirects, one after the other.
const REDIRECTS: u32 = 5;
/// Pages of one list.
const PAGES: u32 = 1_000;

/// Asks one GitHub as one user or App. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Client(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    endpoints: Endpoints,
    credentials: Credentials,
    /// None until it is first asked, and where the installation that it asks for is none any more.
    octocrab: tokio::sync::Mutex<Option<Arc<Octocrab>>>,
    budget: Budget,
    etags: Mutex<Etags>,
    turns: Semaphore,
    waiting: Waiting,
    clock: Clock,
}

/// What GitHub says of an installation.
#[derive(Deserialize)]
struct FoundInstallation {
    id: u64,
    suspended_at: Option<String>,
}

impl Client {
    /// Asks the GitHub at `endpoints`. What is asked is counted in `budget`.
    pub fn new(endpoints: Endpoints, credentials: Credentials, budget: Budget) -> Self {
        Self::timed(endpoints, credentials, budget, Clock::default(), Waiting::default())
    }

    /// The same, by another clock and another way to wait.
    pub fn timed(
        endpoints: Endpoints,
        credentials: Credentials,
        budget: Budget,
        clock: Clock,
        waiting: Waiting,
    ) -> Self {
        let (octocrab, etags, turns) = (tokio::sync::Mutex::default(), Mutex::default(), Semaphore::new(AT_ONCE));
        Self(Arc::new(Inner { endpoints, credentials, octocrab, budget, etags, turns, waiting, clock }))
    }

    /// Where it asks.
    pub fn endpoints(&self) -> &Endpoints {
        &self.0.endpoints
    }

    /// What was asked and what is left.
    pub fn budget(&self) -> &Budget {
        &self.0.budget
    }

    /// The answer to a request.
    ///
    /// # Errors
    /// If there is none, or it is an error.
    pub(in crate::sources::github) async fn ask(&self, ask: &Ask) -> Result<Answer, GithubError> {
        let octocrab = self.octocrab().await?;
        let answer = self.ask_as(&octocrab, ask).await;
        if matches!(answer, Err(GithubError::Unauthorized(_))) {
            // Who installs an App again gets another installation.
            *self.0.octocrab.lock().await = None;
        }
        answer
    }

    /// All entries of a list, page by page. An entry is what `read` makes of a page.
    ///
    /// # Errors
    /// As [`Self::ask`]; a next page at another origin is one.
    pub(in crate::sources::github) async fn list<T: DeserializeOwned>(
        &self,
        first: Ask,
    ) -> Result<Vec<T>, GithubError> {
        let mut entries = Vec::new();
        let mut ask = first;
        for _ in 0..PAGES {
            let answer = self.ask(&ask).await?;
            entries.extend(answer.json::<Vec<T>>()?);
            let Some(next) = answer.header(header::LINK.as_str()).and_then(link::next) else { return Ok(entries) };
            ask.path = self.path_of(&answer.path, next)?;
        }
        Err(GithubError::Malformed { path: ask.path, why: format!("the list has more than {PAGES} pages") })
    }

    pub(super) fn now(&self) -> i64 {
        self.0.clock.now()
    }

    /// Asks nothing before this time, milliseconds since the Unix epoch.
    pub(super) fn pause_until(&self, until: i64) {
        self.0.budget.pause(until.max(self.now() + 1_000));
    }

    async fn octocrab(&self) -> Result<Arc<Octocrab>, GithubError> {
        let mut octocrab = self.0.octocrab.lock().await;
        match &*octocrab {
            // Not cloned: a clone would ask for a token of its own.
            Some(known) => Ok(Arc::clone(known)),
            None => Ok(Arc::clone(octocrab.insert(Arc::new(self.connect().await?)))),
        }
    }

    async fn connect(&self) -> Result<Octocrab, GithubError> {
        let unavailable = |why: String| GithubError::Unavailable { path: self.0.endpoints.to_string(), tries: 1, why };
        let octocrab = transport::octocrab(&self.0.endpoints, self.0.credentials.state());
        let octocrab = octocrab.map_err(|error| unavailable(chain(&*error)))?;
        let id = match &self.0.credentials {
            Credentials::Token(_) => return Ok(octocrab),
            Credentials::App(_, Installation::Id(id)) => *id,
            Credentials::App(_, Installation::At(path)) => {
                let found: FoundInstallation = match self.ask_as(&octocrab, &Ask::get(path)).await {
                    // Not what was asked about is not there, but the way to ask.
                    Err(GithubError::NotFound(path)) => {
                        return Err(GithubError::Unauthorized(format!(
                            "the App is not installed where {path} asks for it"
                        )));
                    }
                    answer => answer?.json()?,
                };
                if let Some(since) = found.suspended_at {
                    let why = format!("the App's installation is suspended since {since}");
                    return Err(GithubError::Unauthorized(why));
                }
                found.id
            }
        };
        octocrab.installation(InstallationId(id)).map_err(|error| unavailable(chain(&error)))
    }

    async fn ask_as(&self, octocrab: &Octocrab, ask: &Ask) -> Result<Answer, GithubError> {
        let mut path = ask.path.clone();
        let (mut failures, mut limits, mut redirects) = (0, 0, 0);
        let mut backoff = Backoff::new(PAUSES.0, PAUSES.1);
        loop {
            self.wait_for_turn(&path).await?;
            let kept = if ask.kept { self.etags(|etags| etags.get(&path)) } else { None };
            let why = match self.send(octocrab, ask, &path, kept.as_ref()).await {
                Err(why) => why,
                Ok(answer) => match answer.status {
                    StatusCode::NOT_MODIFIED => return not_modified(answer, kept),
                    status if status.is_success() => {
                        self.keep(ask, &answer);
                        return Ok(answer);
                    }
                    status if status.is_redirection() => {
                        redirects += 1;
                        path = self.redirected(ask, &answer, redirects)?;
                        continue;
                    }
                    status if status.is_server_error() => format!("{status}: {}", answer.message()),
                    _ => match Limit::of(&answer, self.0.clock.now(), limits) {
                        Some(limit) if limits < LIMITS => {
                            limits += 1;
                            self.0.budget.pause(limit.until());
                            continue;
                        }
                        _ => return Err(refused(answer)),
                    },
                },
            };
            failures += 1;
            if failures == TRIES {
                return Err(GithubError::Unavailable { path, tries: TRIES, why });
            }
            self.0.waiting.pass(backoff.pause()).await;
        }
    }

    /// Waits while a limit forbids to ask.
    async fn wait_for_turn(&self, path: &str) -> Result<(), GithubError> {
        loop {
            let now = self.0.clock.now();
            let Some(until) = self.0.budget.blocked_until(path == "/graphql", now) else { return Ok(()) };
            if until - now > LONGEST_WAIT {
                return Err(GithubError::Limited(until));
            }
            let pause = Duration::from_millis(u64::try_from(until - now).unwrap_or_default());
            self.0.waiting.pass(pause).await;
        }
    }

    async fn send(&self, octocrab: &Octocrab, ask: &Ask, path: &str, kept: Option<&Kept>) -> Result<Answer, String> {
        let request = http::request::Builder::new().method(ask.method.clone()).uri(path);
        let request = request.header(header::ACCEPT, ask.accept);
        let request = match kept {
            Some(kept) => request.header(header::IF_NONE_MATCH, &kept.etag),
            None => request,
        };
        let request = octocrab.build_request(request, ask.body.as_ref()).map_err(|error| chain(&error))?;
        let turn = self.0.turns.acquire().await;
        let sent = octocrab.execute(request).await;
        drop(turn);
        let answer = match sent {
            Ok(response) => {
                let (parts, body) = response.into_parts();
                let body = body.collect().await.map_err(|error| chain(&error))?.to_bytes();
                let (status, headers) = (parts.status, parts.headers);
                Answer { status, headers, body: Arc::from(&*body), path: path.to_owned() }
            }
            // The token of an installation was refused, which is told as an error.
            Err(octocrab::Error::GitHub { source, .. }) => {
                let body = serde_json::json!({ "message": source.message }).to_string();
                let headers = source.headers.unwrap_or_default();
                let is_gone = [StatusCode::NOT_FOUND, StatusCode::GONE].contains(&source.status_code);
                Answer {
                    // Nothing is said of what was asked about.
                    status: if is_gone { StatusCode::UNAUTHORIZED } else { source.status_code },
                    headers,
                    body: Arc::from(body.as_bytes()),
                    path: "the App's installation".to_owned(),
                }
            }
            Err(error) => {
                self.0.budget.count_failure();
                return Err(chain(&error));
            }
        };
        self.0.budget.count(&answer.headers, answer.status == StatusCode::NOT_MODIFIED);
        Ok(answer)
    }

    fn redirected(&self, ask: &Ask, answer: &Answer, redirects: u32) -> Result<String, GithubError> {
        let malformed = |why: &str| GithubError::Malformed { path: answer.path.clone(), why: why.to_owned() };
        // 301 and 302 may turn other methods into GET, which is no answer to what was asked.
        let is_kept = [StatusCode::TEMPORARY_REDIRECT, StatusCode::PERMANENT_REDIRECT].contains(&answer.status);
        if redirects > REDIRECTS || !(ask.method == Method::GET || is_kept) {
            return Err(malformed("it leads elsewhere again and again"));
        }
        let to = answer.header(header::LOCATION.as_str()).ok_or_else(|| malformed("it leads nowhere"))?;
        self.path_of(&answer.path, to)
    }

    /// The path of an address that an answer leads to.
    fn path_of(&self, asked: &str, to: &str) -> Result<String, GithubError> {
        let foreign = || GithubError::Foreign { path: asked.to_owned(), to: to.chars().take(200).collect() };
        self.0.endpoints.path_of(to).ok_or_else(foreign)
    }

    fn keep(&self, ask: &Ask, answer: &Answer) {
        if !ask.kept {
            return;
        }
        let Some(etag) = answer.header(header::ETAG.as_str()) else { return };
        let link = answer.header(header::LINK.as_str()).map(str::to_owned);
        let kept = Kept { etag: etag.to_owned(), body: Arc::clone(&answer.body), link };
        self.etags(|etags| etags.put(&answer.path, kept));
    }

    fn etags<T>(&self, with: impl FnOnce(&mut Etags) -> T) -> T {
        with(&mut self.0.etags.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What was kept, as it is still so.
fn not_modified(answer: Answer, kept: Option<Kept>) -> Result<Answer, GithubError> {
    let Some(kept) = kept else {
        let why = "it is not modified, and nothing was there before".to_owned();
        return Err(GithubError::Malformed { path: answer.path, why });
    };
    let mut headers = answer.headers;
    if let Some(link) = kept.link.and_then(|link| link.parse().ok()) {
        headers.insert(header::LINK, link);
    }
    Ok(Answer { status: StatusCode::OK, headers, body: kept.body, path: answer.path })
}

/// What an answer comes to that is an error.
fn refused(answer: Answer) -> GithubError {
    let (message, status) = (answer.message(), answer.status);
    let header = |name: &str| answer.header(name).map(str::to_owned);
    let (permissions, single_sign_on) = (header("x-accepted-github-permissions"), header("x-github-sso"));
    let path = answer.path;
    match status {
        StatusCode::UNAUTHORIZED => GithubError::Unauthorized(message),
        StatusCode::NOT_FOUND | StatusCode::GONE => GithubError::NotFound(path),
        StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS => GithubError::Blocked(path),
        StatusCode::CONFLICT if message.contains("empty") => GithubError::Empty(path),
        StatusCode::FORBIDDEN => {
            let needed = match (permissions, single_sign_on) {
                (_, Some(_)) => "Authorize the token for the organisation's single sign-on".to_owned(),
                (Some(permissions), None) => format!("Grant the App or the token: {permissions}"),
                (None, None) => "Look at the permissions of the App or the token".to_owned(),
            };
            GithubError::Forbidden { path, message, needed }
        }
        status => GithubError::Refused { path, status, message },
    }
}
