//! One log line and one measurement a request, and the id that joins what is logged of it.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use metrics::histogram;
use tracing::{Instrument, debug, info, info_span};
use uuid::Uuid;

use super::metrics::REQUEST_DURATION;

/// Carries the request's id, in and out.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Longer ids are replaced, in bytes.
const MAX_ID: usize = 128;
/// What asks so often that it would drown the rest of the log.
const QUIET: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// Runs a request and says how it went. The path is logged, the query is not: it holds what people search for. The time
/// is that until the answer begins.
pub async fn observe(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id(request.headers());
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let span = info_span!("request", request_id = id.to_str().unwrap_or_default());

    let mut response = next.run(request).instrument(span.clone()).await;

    let elapsed = started.elapsed();
    let status = response.status().as_u16();
    // Pages share one fallback, so that addresses that nobody made cannot make up labels.
    let route_label = route.as_ref().map_or("pages", MatchedPath::as_str).to_owned();
    let labels = [("method", method_label(&method).to_owned()), ("route", route_label), ("status", status.to_string())];
    histogram!(REQUEST_DURATION, &labels).record(elapsed.as_secs_f64());
    // To the microsecond; more is noise.
    let duration_ms = (elapsed.as_secs_f64() * 1_000_000.0).round() / 1_000.0;
    span.in_scope(|| {
        if QUIET.contains(&path.as_str()) {
            debug!(%method, path, status, duration_ms, "answered");
        } else {
            info!(%method, path, status, duration_ms, "answered");
        }
    });
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

/// The id that the caller or a proxy gave, where it is harmless; a new one otherwise.
fn request_id(headers: &HeaderMap) -> HeaderValue {
    let harmless = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:/=+".contains(&byte);
    let given = headers.get(REQUEST_ID).filter(|id| {
        let bytes = id.as_bytes();
        (1..=MAX_ID).contains(&bytes.len()) && bytes.iter().copied().all(harmless)
    });
    let fresh = || HeaderValue::from_str(&Uuid::now_v7().to_string()).unwrap_or(HeaderValue::from_static("none"));
    given.cloned().unwrap_or_else(fresh)
}

/// Anyone may make up a method; a label takes only those that there are.
fn method_label(method: &Method) -> &str {
    match *method {
        Method::GET | Method::HEAD | Method::POST | Method::PUT | Method::DELETE | Method::PATCH | Method::OPTIONS => {
            method.as_str()
        }
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(id: &str) -> HeaderMap {
        HeaderMap::from_iter([(REQUEST_ID, HeaderValue::from_str(id).unwrap())])
    }

    #[test]
    fn a_harmless_id_is_kept() {
        assert_eq!(request_id(&given("build-17:push.2")), "build-17:push.2");
    }

    #[test]
    fn any_other_id_is_replaced() {
        for id in [String::new(), "a b".to_owned(), "{\"x\":1}".to_owned(), "a".repeat(MAX_ID + 1)] {
            let made = request_id(&given(&id));
            assert!(Uuid::parse_str(made.to_str().unwrap()).is_ok(), "{id:?} became {made:?}");
        }
    }

    #[test]
    fn labels_take_no_method_that_someone_made_up() {
        assert_eq!(method_label(&Method::GET), "GET");
        assert_eq!(method_label(&Method::from_bytes(b"BREW").unwrap()), "other");
    }
}
