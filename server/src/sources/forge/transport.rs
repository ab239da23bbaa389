//! Requests to a host that the settings name, and answers of a bounded size.

use std::error::Error;
use std::time::Duration;

use url::{Host, Url};

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a whole answer may take.
const ANSWER: Duration = Duration::from_secs(60);
/// The largest answer, in bytes: a tree of 100,000 paths stays below.
const LARGEST: usize = 64 << 20;

/// Why there is no answer.
pub(in crate::sources) type Failed = Box<dyn Error + Send + Sync>;

/// An answer is larger than any that is expected.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the answer has more than {LARGEST} bytes")]
pub(in crate::sources) struct TooLarge;

/// Whether an address is one of this machine.
pub(in crate::sources) fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// A client that follows no redirect. A host that is `here`, on this machine, is not asked by way of a proxy.
///
/// # Errors
/// If TLS cannot be set up.
pub(in crate::sources) fn client(here: bool) -> Result<reqwest::Client, Failed> {
    // Whoever else uses it has set the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder()
        .user_agent(concat!("sextant/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT)
        .timeout(ANSWER);
    Ok(if here { builder.no_proxy() } else { builder }.build()?)
}

/// All of an answer's body.
///
/// # Errors
/// If it breaks off, or is larger than any that is expected.
pub(in crate::sources) async fn body(answer: &mut reqwest::Response) -> Result<Vec<u8>, Failed> {
    let mut taken = Vec::new();
    while let Some(part) = answer.chunk().await? {
        if taken.len() + part.len() > LARGEST {
            return Err(TooLarge.into());
        }
        taken.extend_from_slice(&part);
    }
    Ok(taken)
}

/// An error and all its causes, in one line.
pub(in crate::sources) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut at = error.source();
    while let Some(cause) = at {
        let said = cause.to_string();
        if !text.contains(&said) {
            text = format!("{text}: {said}");
        }
        at = cause.source();
    }
    text.lines().next().unwrap_or_default().chars().take(500).collect()
}
