//! One request, until there is an answer to it or a reason why there is none.

use std::sync::Arc;
use std::time::Duration;

use http::{Method, StatusCode, header};
use serde::de::DeserializeOwned;
use tokio::sync::Semaphore;

use super::answer::{Answer, Ask};
use super::limits::limit;
use super::{Budget, Endpoints, GitlabError, Token};
use crate::backoff::Backoff;
use crate::clock::Clock;
use crate::sources::forge::transport::{self, Failed, TooLarge, chain};
use crate::sources::forge::{Waiting, link};

/// Requests under way at once.
const AT_ONCE: usize = 8;
/// How often a request is tried where there is no answer, or one with an error of the server.
const TRIES: u32 = 4;
/// The pause after the first failure, and the longest one.
const PAUSES: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(20));
/// How long a limit is waited for, in milliseconds: most are of a minute. Where it lasts longer, whoever asks is told.
const LONGEST_WAIT: i64 = 70_000;
/// How often a request may run into limits.
const LIMITS: u32 = 6;
/// Redirects, one after the other.
const REDIRECTS: u32 = 5;

/// Asks one GitLab as who made a token. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Client(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    endpoints: Endpoints,
    token: Token,
    http: reqwest::Client,
    budget: Budget,
    turns: Semaphore,
    waiting: Waiting,
    clock: Clock,
}

impl Client {
    /// Asks the GitLab at `endpoints`. What is asked is counted in `budget`.
    ///
    /// # Errors
    /// If nothing can be encrypted here.
    pub fn new(endpoints: Endpoints, token: Token, budget: Budget) -> Result<Self, GitlabError> {
        Self::timed(endpoints, token, budget, Clock::default(), Waiting::default())
    }

    /// The same, by another clock and another way to wait.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn timed(
        endpoints: Endpoints,
        token: Token,
        budget: Budget,
        clock: Clock,
        waiting: Waiting,
    ) -> Result<Self, GitlabError> {
        let http = transport::client(endpoints.is_here()).map_err(|error| GitlabError::Unavailable {
            path: endpoints.to_string(),
            tries: 1,
            why: chain(&*error),
        })?;
        Ok(Self(Arc::new(Inner { endpoints, token, http, budget, turns: Semaphore::new(AT_ONCE), waiting, clock })))
    }

    /// What was asked and what is left.
    pub fn budget(&self) -> &Budget {
        &self.0.budget
    }

    /// The answer to a request.
    ///
    /// # Errors
    /// If there is none, or it is an error.
    pub(in crate::sources::gitlab) async fn ask(&self, ask: &Ask) -> Result<Answer, GitlabError> {
        let mut path = ask.path.clone();
        let (mut failures, mut limits, mut redirects) = (0, 0, 0);
        let mut backoff = Backoff::new(PAUSES.0, PAUSES.1);
        loop {
            self.wait_for_turn().await?;
            let why = match self.send(ask, &path).await {
                Err(error) if error.is::<TooLarge>() => return Err(GitlabError::TooLarge(path)),
                Err(error) => chain(&*error),
                Ok(answer) => match answer.status {
                    status if status.is_success() => return Ok(answer),
                    status if status.is_redirection() => {
                        redirects += 1;
                        path = self.redirected(ask, &answer, redirects)?;
                        continue;
                    }
                    status if status.is_server_error() => format!("{status}: {}", answer.message()),
                    _ => match limit(&answer, self.0.clock.now(), limits) {
                        Some(until) if limits < LIMITS => {
                            limits += 1;
                            self.0.budget.pause(until);
                            continue;
                        }
                        _ => return Err(refused(answer)),
                    },
                },
            };
            failures += 1;
            if failures == TRIES {
                return Err(GitlabError::Unavailable { path, tries: TRIES, why });
            }
            self.0.waiting.pass(backoff.pause()).await;
        }
    }

    /// The entries of a list, page by page, and whether these are all: no more than `pages` are asked for.
    ///
    /// # Errors
    /// As [`Self::ask`]; a next page at another origin is one.
    pub(in crate::sources::gitlab) async fn list<T: DeserializeOwned>(
        &self,
        mut ask: Ask,
        pages: usize,
    ) -> Result<(Vec<T>, bool), GitlabError> {
        let mut entries = Vec::new();
        for _ in 0..pages {
            let answer = self.ask(&ask).await?;
            entries.extend(answer.json::<Vec<T>>()?);
            let Some(next) = answer.header(header::LINK.as_str()).and_then(link::next) else {
                return Ok((entries, true));
            };
            ask.path = self.path_of(&answer.path, next)?;
        }
        Ok((entries, false))
    }

    /// Waits while a limit forbids to ask.
    async fn wait_for_turn(&self) -> Result<(), GitlabError> {
        loop {
            let now = self.0.clock.now();
            let Some(until) = self.0.budget.blocked_until(now) else { return Ok(()) };
            if until - now > LONGEST_WAIT {
                return Err(GitlabError::Limited(until));
            }
            let pause = Duration::from_millis(u64::try_from(until - now).unwrap_or_default());
            self.0.waiting.pass(pause).await;
        }
    }

    async fn send(&self, ask: &Ask, path: &str) -> Result<Answer, Failed> {
        let request = self.0.http.request(ask.method.clone(), self.0.endpoints.absolute(path));
        let request = request.header(header::AUTHORIZATION, self.0.token.header());
        let request = match &ask.body {
            Some(body) => request.header(header::CONTENT_TYPE, "application/json").body(body.to_string()),
            None => request,
        };
        let turn = self.0.turns.acquire().await;
        let sent = async {
            let mut response = request.send().await?;
            let body = transport::body(&mut response).await?;
            let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
            Ok(Answer { status, headers, body, path: path.to_owned() })
        };
        let sent: Result<Answer, Failed> = sent.await;
        drop(turn);
        match &sent {
            Ok(answer) => self.0.budget.count(&answer.headers),
            Err(_) => self.0.budget.count_failure(),
        }
        sent
    }

    fn redirected(&self, ask: &Ask, answer: &Answer, redirects: u32) -> Result<String, GitlabError> {
        let malformed = |why: &str| GitlabError::Malformed { path: answer.path.clone(), why: why.to_owned() };
        if redirects > REDIRECTS || ask.method != Method::GET {
            return Err(malformed("it leads elsewhere again and again"));
        }
        let to = answer.header(header::LOCATION.as_str()).ok_or_else(|| malformed("it leads nowhere"))?;
        self.path_of(&answer.path, to)
    }

    /// The path of an address that an answer leads to.
    fn path_of(&self, asked: &str, to: &str) -> Result<String, GitlabError> {
        let foreign = || GitlabError::Foreign { path: asked.to_owned(), to: to.chars().take(200).collect() };
        self.0.endpoints.path_of(to).ok_or_else(foreign)
    }
}

/// What an answer comes to that is an error.
fn refused(answer: Answer) -> GitlabError {
    let (message, status, path) = (answer.message(), answer.status, answer.path);
    match status {
        StatusCode::UNAUTHORIZED => GitlabError::Unauthorized(message),
        StatusCode::FORBIDDEN => GitlabError::Forbidden { path, message },
        StatusCode::NOT_FOUND | StatusCode::GONE => GitlabError::NotFound(path),
        status => GitlabError::Refused { path, status, message },
    }
}
