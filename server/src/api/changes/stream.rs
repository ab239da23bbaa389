//! The feed as server-sent events.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::{Change, ChangeQuery, Problem};
use futures_util::stream::{Stream, unfold};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::problems;
use crate::feed::Mark;

/// A comment this often tells both ends that the other is there.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A reader that leaves what there is for so long is let go.
const PATIENCE: Duration = Duration::from_secs(30);

/// Starts a stream. What is wrong at its beginning is a plain answer, which a client reads more easily.
pub(super) async fn stream(state: ApiState, query: ChangeQuery) -> Result<Response, Failure> {
    let mut feed = Feed {
        _place: state.readers.take()?,
        state,
        query,
        pending: VecDeque::new(),
        epoch: String::new(),
        unread: None,
        shown: None,
        patience: PATIENCE,
        taken: Instant::now(),
        over: false,
    };
    feed.turn_page().await?;
    let keep_alive = KeepAlive::new().interval(HEARTBEAT);
    Ok(Sse::new(events(feed)).keep_alive(keep_alive).into_response())
}

/// Where a reader is. What is in memory for it is one page: the next one is read when it has taken this one.
struct Feed {
    _place: OwnedSemaphorePermit,
    state: ApiState,
    query: ChangeQuery,
    pending: VecDeque<Change>,
    epoch: String,
    /// How far the feed was read without finding anything that is asked for: a reader that comes back need not read that
    /// again.
    unread: Option<String>,
    /// The revision up to which everything was read; none while there is more.
    shown: Option<u64>,
    patience: Duration,
    /// When the reader last took something.
    taken: Instant,
    over: bool,
}

fn events(feed: Feed) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold(feed, |mut feed| async move {
        let event = feed.next().await?;
        Some((Ok(event), feed))
    })
}

impl Feed {
    async fn next(&mut self) -> Option<Event> {
        if self.over {
            return None;
        }
        if !self.pending.is_empty() && self.taken.elapsed() > self.patience {
            return Some(self.end("slow", &problems::reader_too_slow()));
        }
        while self.pending.is_empty() {
            if let Some(mark) = self.unread.take() {
                return Some(Event::default().id(mark));
            }
            if let Some(revision) = self.shown.take() {
                tokio::select! {
                    () = self.state.portal.shown(revision + 1) => {}
                    () = self.state.closed() => return None,
                }
            }
            if let Err(problem) = self.turn_page().await {
                return Some(self.end("gone", &problem));
            }
        }
        self.taken = Instant::now();
        let change = self.pending.pop_front()?;
        let mark = Mark { epoch: Some(self.epoch.clone()), revision: change.revision, position: Some(change.position) };
        Some(event("change", &change).id(mark.to_string()))
    }

    /// Reads what follows.
    async fn turn_page(&mut self) -> Result<(), Problem> {
        let page = self.state.portal.changes(&self.query).await?;
        let moved = self.query.since.as_ref() != Some(&page.next_since);
        self.unread = Some(&page.next_since).filter(|_| moved && page.items.is_empty()).cloned();
        self.shown = Some(page.revision).filter(|_| !page.more);
        self.query.since = Some(page.next_since);
        self.epoch = page.epoch;
        self.pending.extend(page.items);
        Ok(())
    }

    fn end(&mut self, name: &str, problem: &Problem) -> Event {
        self.over = true;
        event(name, problem)
    }
}

fn event<T: serde::Serialize>(name: &str, data: &T) -> Event {
    // Wire types always have a JSON form, and JSON on one line is what an event takes.
    let json = serde_json::to_string(data).unwrap_or_default();
    Event::default().event(name).data(json)
}
