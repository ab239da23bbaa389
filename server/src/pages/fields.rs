//! The fields of a form that was sent.

use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, Limited};
use web::Query;

/// The largest form, in bytes.
const LARGEST: usize = 4 << 20;

/// The fields of a form, as `application/x-www-form-urlencoded` has them.
#[derive(Debug)]
pub(super) struct Fields(Query);

impl Fields {
    /// The first value of a field, without what surrounds it; empty where there is none.
    pub(super) fn text(&self, name: &str) -> String {
        self.0.first(name).unwrap_or_default().trim().to_owned()
    }

    /// The first value of a field as it came, with the line breaks of this world; none where the form has no such field.
    pub(super) fn raw(&self, name: &str) -> Option<String> {
        self.0.first(name).map(|text| text.replace("\r\n", "\n"))
    }

    /// Every value of a field.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        self.0.all(name).map(str::to_owned).collect()
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, _: &S) -> Result<Self, Response> {
        let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !content_type.is_some_and(|text| text.starts_with("application/x-www-form-urlencoded")) {
            return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "send the form of the page\n").into_response());
        }
        match Limited::new(request.into_body(), LARGEST).collect().await {
            Ok(body) => Ok(Self(Query::parse(&String::from_utf8_lossy(&body.to_bytes())))),
            Err(_) => Err((StatusCode::PAYLOAD_TOO_LARGE, "the form is too large\n").into_response()),
        }
    }
}
