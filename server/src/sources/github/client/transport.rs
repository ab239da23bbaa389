//! What octocrab sends with: relative requests only.

use std::sync::Arc;

use axum::body::Bytes;
use http::{Request, Response, Uri};
use http_body_util::{BodyExt, Full};
use octocrab::{AuthState, OctoBody, Octocrab};
use tower::service_fn;

use super::Endpoints;
use crate::sources::forge::transport::{Failed, body, client};

/// An octocrab that asks at these addresses. Requests have a path alone, so that what is signed never goes anywhere else.
///
/// # Errors
/// If TLS cannot be set up.
pub(super) fn octocrab(endpoints: &Endpoints, auth: AuthState) -> Result<Octocrab, Failed> {
    let client = client(endpoints.is_here())?;
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
    let (mut parts, asked) = request.into_parts();
    if parts.uri.authority().is_some() {
        return Err("a request that names its host is not sent".into());
    }
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    parts.uri = endpoints.absolute(path).parse::<Uri>()?;
    let asked = asked.collect().await?.to_bytes();
    let mut answer = client.execute(reqwest::Request::try_from(Request::from_parts(parts, asked))?).await?;
    let mut response = Response::new(Full::new(Bytes::from(body(&mut answer).await?)));
    *response.status_mut() = answer.status();
    *response.headers_mut() = std::mem::take(answer.headers_mut());
    Ok(response)
}
