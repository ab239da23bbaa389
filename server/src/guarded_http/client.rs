//! One file from an address that somebody else names.

use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
    LOCATION, USER_AGENT,
};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use tokio::time::timeout;
use url::Url;

use super::{Guard, GuardError};
use crate::secrets::Secret;

/// Redirects that are followed.
const REDIRECTS: usize = 5;
/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(10);

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Get<'a> {
    /// Where.
    pub url: &'a Url,
    /// What is known already.
    pub etag: Option<&'a str>,
    /// When what is known already was last changed, as it was told.
    pub modified: Option<&'a str>,
    /// Who asks. It goes to the host of `url` and to no other.
    pub token: Option<&'a Secret>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Got {
    /// What is known is what is there.
    NotModified,
    /// A file.
    File {
        /// Its bytes, decompressed.
        bytes: Vec<u8>,
        /// By which the next request may be saved.
        etag: Option<String>,
        /// `Last-Modified`, likewise.
        modified: Option<String>,
    },
}

/// Why nothing came of it.
#[derive(Debug, thiserror::Error)]
pub enum GetError {
    /// The address is none that is asked.
    #[error("{0}")]
    Address(String),
    /// The host is none that is asked.
    #[error(transparent)]
    Guard(#[from] GuardError),
    /// No answer, or one that breaks off.
    #[error("{url} does not answer: {reason}")]
    Unreachable {
        /// Where.
        url: String,
        /// Why.
        reason: String,
    },
    /// Another answer than one that has a file.
    #[error("{url} answers {status}")]
    Status {
        /// Where.
        url: String,
        /// What.
        status: u16,
    },
    /// The file is larger than is read.
    #[error("{url} has more than {most} bytes; so much is not read")]
    TooLarge {
        /// Where.
        url: String,
        /// How much is read.
        most: u64,
    },
}

/// Asks for files. Cheap to clone.
#[derive(Clone)]
pub struct GuardedClient {
    guard: Guard,
    tls: Arc<rustls::ClientConfig>,
    /// The largest file, in bytes, decompressed and not.
    most: u64,
    /// How long one request may take with all of its redirects.
    patience: Duration,
}

impl GuardedClient {
    /// One that reads files of up to `most` bytes, within `patience` each.
    ///
    /// # Errors
    /// If nothing can be encrypted here.
    pub fn new(guard: Guard, most: u64, patience: Duration) -> Result<Self, GetError> {
        Ok(Self { guard, tls: Arc::new(encryption()?), most, patience })
    }

    /// The same for other addresses.
    #[must_use]
    pub fn guarded(&self, guard: Guard) -> Self {
        Self { guard, ..self.clone() }
    }

    /// Asks for a file.
    ///
    /// # Errors
    /// If it, or what it leads on to, may not be asked, does not answer in time, or has none.
    pub async fn get(&self, get: Get<'_>) -> Result<Got, GetError> {
        let url = get.url.to_string();
        let late = || GetError::Unreachable { url, reason: format!("{} s were not enough", self.patience.as_secs()) };
        timeout(self.patience, self.follow(get)).await.map_err(|_| late())?
    }

    async fn follow(&self, get: Get<'_>) -> Result<Got, GetError> {
        let mut url = get.url.clone();
        for _ in 0..=REDIRECTS {
            let response = self.send(&url, &get).await?;
            let status = response.status();
            if status == StatusCode::NOT_MODIFIED && (get.etag.is_some() || get.modified.is_some()) {
                return Ok(Got::NotModified);
            }
            if status.is_redirection() {
                let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
                let to = to.and_then(|to| url.join(to).ok());
                let next = to.ok_or_else(|| GetError::Status { url: url.to_string(), status: status.as_u16() })?;
                if url.scheme() == "https" && next.scheme() != "https" {
                    return Err(GetError::Address(format!("{url} leads on to {next}, which is not encrypted")));
                }
                url = next;
                continue;
            }
            if status != StatusCode::OK {
                return Err(GetError::Status { url: url.to_string(), status: status.as_u16() });
            }
            return self.file(&url, response).await;
        }
        Err(GetError::Address(format!("{} leads on and on", get.url)))
    }

    async fn send(&self, url: &Url, get: &Get<'_>) -> Result<Response, GetError> {
        if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.password().is_some() {
            let scheme = url.scheme();
            return Err(GetError::Address(format!(
                "an address of scheme {scheme:?}, or with a user in it, is not asked"
            )));
        }
        let host = url.host_str().unwrap_or_default();
        let addresses = self.guard.addresses(host, url.port_or_known_default().unwrap_or(443)).await?;
        let failed = |error: reqwest::Error| GetError::Unreachable { url: url.to_string(), reason: cause(&error) };
        // One for each request: the name is resolved above and not again.
        let client = Client::builder()
            .tls_backend_preconfigured((*self.tls).clone())
            .redirect(Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT)
            .resolve_to_addrs(host, &addresses)
            .build()
            .map_err(failed)?;
        let mut request = client
            .get(url.clone())
            .header(USER_AGENT, concat!("sextant/", env!("CARGO_PKG_VERSION")))
            .header(ACCEPT, "*/*")
            .header(ACCEPT_ENCODING, "gzip");
        if let Some(etag) = get.etag {
            request = request.header(IF_NONE_MATCH, etag);
        } else if let Some(modified) = get.modified {
            request = request.header(IF_MODIFIED_SINCE, modified);
        }
        if let Some(token) = get.token.filter(|_| url.origin() == get.url.origin()) {
            request = request.header(AUTHORIZATION, format!("Bearer {}", token.reveal()));
        }
        request.send().await.map_err(failed)
    }

    async fn file(&self, url: &Url, response: Response) -> Result<Got, GetError> {
        let too_large = || GetError::TooLarge { url: url.to_string(), most: self.most };
        let broken = |reason: String| GetError::Unreachable { url: url.to_string(), reason };
        let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (etag, modified, encoding) = (text(ETAG), text(LAST_MODIFIED), text(CONTENT_ENCODING));
        if response.content_length().is_some_and(|length| length > self.most) {
            return Err(too_large());
        }
        let mut bytes = Vec::new();
        let mut body = response.bytes_stream();
        while let Some(part) = body.next().await {
            let part = part.map_err(|error| broken(cause(&error)))?;
            if (bytes.len() + part.len()) as u64 > self.most {
                return Err(too_large());
            }
            bytes.extend_from_slice(&part);
        }
        let bytes = match encoding.as_deref().map(str::to_ascii_lowercase).as_deref() {
            None | Some("identity" | "") => bytes,
            Some("gzip" | "x-gzip") => {
                let mut whole = Vec::new();
                let decoded =
                    flate2::read::MultiGzDecoder::new(bytes.as_slice()).take(self.most + 1).read_to_end(&mut whole);
                decoded.map_err(|error| broken(error.to_string()))?;
                if whole.len() as u64 > self.most {
                    return Err(too_large());
                }
                whole
            }
            Some(other) => return Err(broken(format!("it is compressed by {other}, which was not asked for"))),
        };
        Ok(Got::File { bytes, etag, modified })
    }
}

/// By ring, trusting whom the machine trusts.
fn encryption() -> Result<rustls::ClientConfig, GetError> {
    use rustls_platform_verifier::BuilderVerifierExt as _;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let failed = |error: rustls::Error| GetError::Address(format!("nothing can be encrypted here: {error}"));
    let builder =
        rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(failed)?;
    Ok(builder.with_platform_verifier().map_err(failed)?.with_no_client_auth())
}

/// The innermost cause: the outer ones say the address again.
fn cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
