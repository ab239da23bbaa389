//! Descriptors on their way to a portal.

use std::thread::sleep;
use std::time::Duration;

use catalog_schema::wire::Push;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::DeserializeOwned;

use crate::backoff::Backoff;
use crate::cli::graph::{AskError, Server};

/// The pause before the next attempt, and the longest one.
const RETRY: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(4));

/// Hands a push over, or asks what it would change, and answers what the portal says. While the portal cannot be reached or
/// is busy that is tried up to so many times: the same push again changes nothing.
pub(in crate::cli) fn hand_over(
    server: &Server,
    source: &str,
    push: &Push,
    dry_run: bool,
    attempts: u32,
) -> Result<String, AskError> {
    // Texts always have a JSON form.
    let body = serde_json::to_vec(push).unwrap_or_default();
    let path = format!("sources/{}/descriptors", utf8_percent_encode(source, NON_ALPHANUMERIC));
    let query: &[(&str, &str)] = if dry_run { &[("dry_run", "true")] } else { &[] };
    let mut retry = Backoff::new(RETRY.0, RETRY.1);
    for _ in 1..attempts {
        match server.post(&path, query, &body) {
            Err(error) if error.may_pass() => {
                let pause = retry.pause();
                eprintln!("{error}; trying again in {:.2} s", pause.as_secs_f32());
                sleep(pause);
            }
            answer => return answer,
        }
    }
    server.post(&path, query, &body)
}

/// An answer that is JSON.
pub(in crate::cli) fn parsed<A: DeserializeOwned>(address: &str, text: String) -> Result<A, AskError> {
    let answer = serde_json::from_str(&text);
    drop(text);
    answer.map_err(|error| AskError::Answer { address: address.to_owned(), reason: error.to_string() })
}
