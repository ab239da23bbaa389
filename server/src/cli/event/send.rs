//! Events on their way to a portal.

use std::io;

use catalog_schema::wire::{EventReceipt, ItemProblem};
use clap::Args;
use serde_json::Value;

use super::batches::batches;
use crate::cli::graph::{AskError, Server};

/// Which portal.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// The portal's address, https://…; a token of the scope events stands in SEXTANT_TOKEN
    #[arg(long, value_name = "URL")]
    server: String,
}

/// Why events were not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum SendError {
    #[error("{file} cannot be read: {source}")]
    Read { file: String, source: io::Error },
    #[error("{0} is no time; write it such as 2026-11-20T09:30:00Z")]
    Time(String),
    #[error("{0}")]
    Malformed(String),
    #[error("{} things are wrong with the events; those of the same request were not taken", .0.len())]
    Invalid(Vec<ItemProblem>),
    #[error("the events were not taken: {0}")]
    Ask(AskError),
}

impl SendError {
    /// What is wrong with events, each at its place in all that were to be sent.
    pub(super) fn problems(&self) -> &[ItemProblem] {
        match self {
            Self::Invalid(problems) => problems,
            _ => &[],
        }
    }
}

/// Sends events in as many requests as they need. Those of the requests before one that fails have been taken.
pub(super) fn send(target: &Target, events: &[Value]) -> Result<EventReceipt, SendError> {
    let server = Server::at(&target.server);
    let mut sum = EventReceipt { accepted: 0, duplicates: 0 };
    for (first, body) in batches(events) {
        let text = server.post("events", &[], &body).map_err(|error| refused(error, first))?;
        let receipt: EventReceipt = serde_json::from_str(&text).map_err(|error| {
            SendError::Ask(AskError::Answer { address: server.address().into_owned(), reason: error.to_string() })
        })?;
        sum.accepted += receipt.accepted;
        sum.duplicates += receipt.duplicates;
    }
    Ok(sum)
}

/// What the portal says of a request whose first event is at the place `first` of all.
fn refused(error: AskError, first: usize) -> SendError {
    match error {
        AskError::Problem(problem) if !problem.items.is_empty() => {
            let first = u32::try_from(first).unwrap_or(u32::MAX);
            let moved = |problem: ItemProblem| ItemProblem { index: problem.index.saturating_add(first), ..problem };
            SendError::Invalid(problem.items.into_iter().map(moved).collect())
        }
        error => SendError::Ask(error),
    }
}
