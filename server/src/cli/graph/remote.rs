//! A portal that is asked over HTTP.

use std::io::Write;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use ureq::http::StatusCode;
use ureq::{Agent, RequestBuilder};

use super::ask::{AskError, Body, LARGEST};

/// Longer than any sound answer takes.
const TIMEOUT: Duration = Duration::from_secs(60);
/// Bytes from which on a body is compressed.
const LARGE: usize = 8 << 10;

/// What the API answers to a request without a body, or with one.
pub(super) fn answer(
    address: &str,
    path: &str,
    query: &[(&str, &str)],
    body: Option<Body<'_>>,
) -> Result<(StatusCode, String), AskError> {
    if !address.starts_with("https://") && !address.starts_with("http://") {
        return Err(AskError::Address(address.to_owned()));
    }
    let agent: Agent = Agent::config_builder().timeout_global(Some(TIMEOUT)).http_status_as_error(false).build().into();
    let uri = format!("{address}/api/v1/{path}");
    let sent = match body {
        None => asking(agent.get(uri), query).call(),
        Some(Body { content_type, bytes }) => {
            let request = asking(agent.post(uri), query).header("Content-Type", content_type);
            match compressed(bytes) {
                Some(compressed) => request.header("Content-Encoding", "gzip").send(&compressed[..]),
                None => request.send(bytes),
            }
        }
    };
    let failed = |source| AskError::Request { address: address.to_owned(), source: Box::new(source) };
    let mut response = sent.map_err(failed)?;
    let text = response.body_mut().with_config().limit(LARGEST as u64).read_to_string().map_err(failed)?;
    Ok((response.status(), text))
}

/// A body that is worth it, made smaller.
fn compressed(body: &[u8]) -> Option<Vec<u8>> {
    if body.len() < LARGE {
        return None;
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::fast());
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

/// With the query, and with the token in `SEXTANT_TOKEN`.
fn asking<Any>(mut request: RequestBuilder<Any>, query: &[(&str, &str)]) -> RequestBuilder<Any> {
    for (name, value) in query {
        request = request.query(*name, *value);
    }
    let token = std::env::var("SEXTANT_TOKEN").ok().filter(|token| !token.is_empty());
    match token {
        Some(token) => request.header("Authorization", format!("Bearer {token}")),
        None => request,
    }
}
