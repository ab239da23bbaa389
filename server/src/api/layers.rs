//! What every answer of the server goes through, pages included.

use std::any::Any;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tracing::error;

use super::problems;
use crate::telemetry;

/// Puts a whole server's routes behind request ids, access log, metrics and compression. A handler that panics costs
/// its own request and nothing else.
pub fn layered(router: Router) -> Router {
    router
        .layer(CatchPanicLayer::custom(page_panic))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(telemetry::observe))
}

/// The answer of the API to a request whose handler panicked.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
pub(super) fn api_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    log(&*panic);
    problems::internal_error().into_response()
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
fn page_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    log(&*panic);
    let text = "Something went wrong on the server. Its log has the cause under this answer's x-request-id.\n";
    (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
}

fn log(panic: &(dyn Any + Send)) {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    error!(panic = text.unwrap_or("without a message"), "a request's handler panicked");
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Request, header};
    use axum::routing::get;
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use super::*;

    async fn broken() -> StatusCode {
        panic!("the database is at db.internal")
    }

    async fn answer(router: Router) -> (StatusCode, String, String) {
        let response = router.oneshot(Request::get("/broken").body(Body::empty()).unwrap()).await.unwrap();
        let status = response.status();
        let content_type = response.headers()[header::CONTENT_TYPE].to_str().unwrap().to_owned();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, content_type, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_panic_is_a_problem_that_tells_nothing() {
        let router = Router::new().route("/broken", get(broken)).layer(CatchPanicLayer::custom(api_panic));
        let (status, content_type, body) = answer(layered(router)).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(content_type, "application/problem+json");
        assert!(body.contains("\"code\":\"internal_error\""), "{body}");
        assert!(!body.contains("db.internal"), "{body}");
    }

    #[tokio::test]
    async fn a_page_that_panics_tells_nothing_either() {
        let (status, content_type, body) = answer(layered(Router::new().route("/broken", get(broken)))).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(content_type.starts_with("text/plain"), "{content_type}");
        assert!(!body.contains("db.internal"), "{body}");
    }
}
