//! One request for an address, and what it makes of what is known of it.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::{FutureExt as _, StreamExt as _, stream};
use url::Url;

use super::shared::limit;
use super::web::web_file;
use super::{SourceAddresses, Untold};
use crate::guarded_http::{Get, GetError, Got, GuardError, GuardedClient};
use crate::store::{AddressRow, StoreError, text_hash};

/// The longest pause after failures, in milliseconds, unless the interval is longer. It doubles with each.
const LONGEST: i64 = 3_600_000;
/// How many are asked for side by side.
const SIDE_BY_SIDE: usize = 16;

/// What is kept of what comes of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// Nothing.
    Nothing,
    /// All, for who reads the descriptors now: to nobody else it is news.
    ForReader,
    /// All, and that descriptors were not read with it.
    News,
}

/// What came of a request.
pub(crate) enum Outcome {
    /// What is known is what is there.
    Same,
    /// A file, and by what the next request may be saved.
    File { bytes: Vec<u8>, etag: Option<String>, modified: Option<String> },
}

impl SourceAddresses {
    /// Asks for addresses of which this is known, within `patience` for all of them, and keeps what comes of it as it comes.
    /// Answers what was asked for; the others are as they were.
    ///
    /// # Errors
    /// If the store fails.
    pub(super) async fn ask_all(
        &self,
        known: Vec<AddressRow>,
        patience: Duration,
        keep: Keep,
    ) -> Result<Vec<(AddressRow, Option<Vec<u8>>)>, StoreError> {
        let end = tokio::time::Instant::now() + patience;
        let mut requests = Vec::with_capacity(known.len());
        for known in known {
            requests.push(self.ask_once(known, keep).boxed());
        }
        let mut asked = stream::iter(requests).buffer_unordered(SIDE_BY_SIDE);
        let mut answered = Vec::new();
        while let Ok(Some(answer)) = tokio::time::timeout_at(end, asked.next()).await {
            answered.push(answer?);
        }
        Ok(answered)
    }

    /// Asks for an address, and keeps what comes of it before somebody else asks for the same.
    async fn ask_once(&self, known: AddressRow, keep: Keep) -> Result<(AddressRow, Option<Vec<u8>>), StoreError> {
        let turn = self.turn_for(&known.address);
        let _turn = turn.acquire().await;
        let only = BTreeSet::from([known.address.clone()]);
        let meanwhile = self.shared.store.read().await?.addresses(&self.source, &only).await?.pop();
        if let Some(answer) = meanwhile.filter(|(row, _)| row.asked_at > known.asked_at) {
            return Ok(answer);
        }
        let (mut row, bytes) = self.ask(known).await;
        if keep != Keep::Nothing {
            row.news = if keep == Keep::News { row.news } else { 0 };
            let mut tx = self.shared.store.write().await?;
            tx.put_address(&self.source, &row, bytes.as_deref()).await?;
            tx.commit().await?;
        }
        Ok((row, bytes))
    }

    /// Asks for an address. Answers what is known of it then, with the bytes where they are others than before.
    async fn ask(&self, known: AddressRow) -> (AddressRow, Option<Vec<u8>>) {
        let outcome = self.request(&known).await;
        let now = self.shared.clock.now();
        let interval = i64::try_from(self.shared.settings.interval.as_millis()).unwrap_or(i64::MAX);
        let was_well = known.problem.is_none();
        let fine = AddressRow { problem: None, help: None, failures: 0, asked_at: now, ..known.clone() };
        match outcome {
            Ok(Outcome::Same) => {
                let news = known.news.max(i64::from(!was_well));
                (AddressRow { next_at: now.saturating_add(interval), news, ..fine }, None)
            }
            Ok(Outcome::File { bytes, etag, modified }) => {
                let hash = Some(text_hash(&bytes));
                let is_other = hash != known.hash;
                let news = known.news.max(i64::from(is_other || !was_well));
                let row = AddressRow { hash, etag, modified, next_at: now.saturating_add(interval), news, ..fine };
                (row, is_other.then_some(bytes))
            }
            Err(Untold { problem, help, not_before }) => {
                let pause = interval.saturating_mul(1 << known.failures.clamp(0, 16)).min(LONGEST.max(interval));
                let next_at = now.saturating_add(pause).max(not_before.unwrap_or_default());
                let news = known.news.max(i64::from(known.problem.as_ref() != Some(&problem)));
                let failures = known.failures.saturating_add(1);
                let (problem, help) = (Some(problem), Some(help));
                (AddressRow { problem, help, failures, asked_at: now, next_at, news, ..known }, None)
            }
        }
    }

    /// Of these addresses those at which the source finds descriptors by itself.
    ///
    /// # Errors
    /// If the store fails.
    pub(super) async fn read_by_source(&self, addresses: BTreeSet<String>) -> Result<Vec<String>, StoreError> {
        let Some(through) = &self.through else { return Ok(Vec::new()) };
        let file = |address: String| Some((web_file(&parsed(&address).ok()?)?, address));
        let (files, addresses): (Vec<_>, Vec<String>) = addresses.into_iter().filter_map(file).unzip();
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let found = through.read_by_itself(&files).await?;
        let of_source = |(at, address): (usize, String)| found.contains(&at).then_some(address);
        Ok(addresses.into_iter().enumerate().filter_map(of_source).collect())
    }

    async fn request(&self, known: &AddressRow) -> Result<Outcome, Untold> {
        let url = parsed(&known.address)?;
        let file = web_file(&url);
        let turns = self.turns_at(url.host_str().unwrap_or_default());
        // First at the host, so that nobody who waits for a slow one keeps the others waiting.
        let _at_host = turns.acquire().await;
        let _turn = self.shared.turns.acquire().await;
        if let (Some(through), Some(file)) = (&self.through, &file)
            && let Some(told) = through.file(file, limit()).await
        {
            return told.map(|bytes| Outcome::File { bytes, etag: None, modified: None });
        }
        let client = self.client.as_ref().map_err(|error| Untold {
            problem: error.clone(),
            help: "look into the portal's log".to_owned(),
            not_before: None,
        })?;
        read(client, &url, (known.etag.as_deref(), known.modified.as_deref())).await
    }
}

/// Asks for a file as anybody would: at the place where it is itself, of what a forge shows. `known` are the `ETag` and the
/// `Last-Modified` of what is known.
///
/// # Errors
/// If it cannot be read.
pub(crate) async fn read(
    client: &GuardedClient,
    url: &Url,
    (etag, modified): (Option<&str>, Option<&str>),
) -> Result<Outcome, Untold> {
    let file = web_file(url);
    let url = file.as_ref().map_or(url, |file| &file.raw);
    match client.get(Get { url, etag, modified, token: None }).await.map_err(|error| untold(&error))? {
        Got::NotModified => Ok(Outcome::Same),
        Got::File { bytes, .. } if is_page(url, &bytes) => Err(Untold {
            problem: "a page for people came, and not a file".to_owned(),
            help: "name the file itself; where the host wants to know who asks, add the repository to this source, or keep \
                   the file beside the descriptor"
                .to_owned(),
            not_before: None,
        }),
        Got::File { bytes, etag, modified } => Ok(Outcome::File { bytes, etag, modified }),
    }
}

/// An address, as it was taken from a descriptor.
pub(crate) fn parsed(address: &str) -> Result<Url, Untold> {
    Url::parse(address).map_err(|error| Untold {
        problem: format!("it is no address: {error}"),
        help: "write the whole address, such as https://host/path/file.yaml".to_owned(),
        not_before: None,
    })
}

/// Whether what came is the page that hosts show to who is not signed in, or beside a file, and not what was asked for.
fn is_page(url: &Url, bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    let begins = |with: &str| start.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()));
    let is_meant = [".html", ".htm"].iter().any(|ending| url.path().ends_with(ending));
    !is_meant && (begins("<!doctype html") || begins("<html"))
}

/// What is told of a failure: the address stands beside it and is not repeated.
fn untold(error: &GetError) -> Untold {
    let (problem, help) = match error {
        GetError::Status { status: status @ (401 | 403), .. } => (
            format!("the host answers {status}"),
            "it wants to know who asks: add the repository to this source, or keep the file beside the descriptor",
        ),
        GetError::Status { status: status @ (404 | 410), .. } => (
            format!("the host answers {status}"),
            "correct the address; what only some may see is not there for others: add its repository to this source",
        ),
        GetError::Status { status, .. } => {
            (format!("the host answers {status}"), "nothing, if that passes: it is asked again")
        }
        GetError::Unreachable { reason, .. } => {
            (format!("no answer came: {reason}"), "nothing, if that passes: it is asked again")
        }
        GetError::TooLarge { most, .. } => (
            format!("it has more than {most} bytes; so much is not read"),
            "name a smaller file, or leave the address as a link",
        ),
        GetError::Guard(GuardError::Private { host, address }) => (
            format!("the host {host} has the address {address}, which is none of the public internet"),
            "whoever runs the portal may allow it by `private_networks` of `[addresses]` in sextant.toml",
        ),
        GetError::Guard(error @ GuardError::Unknown { .. }) => (error.to_string(), "correct the name of the host"),
        GetError::Guard(error @ GuardError::Metadata { .. }) => (error.to_string(), "name a file that is elsewhere"),
        GetError::Address(why) => (why.clone(), "name the address that the file has in the end"),
    };
    Untold { problem, help: help.to_owned(), not_before: None }
}
