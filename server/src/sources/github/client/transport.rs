//! What octocrab sends with: relative requests only, no redirects, bounded answers.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use http::{Request, Response, Uri};
use http_body_util::{BodyExt, Full};
use octocrab::{AuthState, OctoBody, Octocrab};
use tower::service_fn;

use super::Endpoints;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a whole answer may take.
const ANSWER: Duration = Duration::from_secs(60);
/// The largest answer, in bytes: a tree of 100,000 paths stays below.
const LARGEST: usize = 64 << 20;

type Failed = Box<dyn Error + Send + Sync>;

/// An octocrab that asks at these addresses. Requests have a path alone, so that what is signed never goes anywhere else.
///
/// # Errors
/// If TLS cannot be set up.
pub(super) fn octocrab(endpoints: &Endpoints, auth: AuthState) -> Result<Octocrab, Failed> {
    // Whoever else uses it has set the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder()
        .user_agent(concat!("sextant/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT)
        .timeout(ANSWER);
    let builder = if endpoints.is_here() { builder.no_proxy() } else { builder };
    let client = builder.build()?;
    let endpoints = Arc::new(endpoints.clone());
    let service = service_fn(move |request: Request<OctoBody>| {
        let (client, endpoints) = (client.clone(), Arc::clone(&endpoints));
        async move { send(&client, &endpoints, request).await }
    });
    match octocrab::OctocrabBuilder::new_empty().with_service(service).with_auth(auth).build() {
        Ok(octocrab) => Ok(octocrab),
        Err(never) => match never {},
    }
}

async fn send(
    client: &reqwest::Client,
    endpoints: &Endpoints,
    request: Request<OctoBody>,
) -> Result<Response<Full<Bytes>>, Failed> {
    let (mut parts, body) = request.into_parts();
    if parts.uri.authority().is_some() {
        return Err("a request that names its host is not sent".into());
    }
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    parts.uri = endpoints.absolute(path).parse::<Uri>()?;
    let body = body.collect().await?.to_bytes();
    let mut answer = client.execute(reqwest::Request::try_from(Request::from_parts(parts, body))?).await?;
    let mut taken = Vec::new();
    while let Some(part) = answer.chunk().await? {
        if taken.len() + part.len() > LARGEST {
            return Err(format!("the answer has more than {LARGEST} bytes").into());
        }
        taken.extend_from_slice(&part);
    }
    let mut response = Response::new(Full::new(Bytes::from(taken)));
    *response.status_mut() = answer.status();
    *response.headers_mut() = std::mem::take(answer.headers_mut());
    Ok(response)
}
