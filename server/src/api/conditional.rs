//! Answers that the caller has already: `ETag`, `If-None-Match` and 304, as RFC 9110 section 13.1.2 has them.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::ApiState;

/// For routes whose answer depends on nothing but the request, the catalog's revision and the server's version.
///
/// The tag is made of the revision before the answer is. If the catalog moves on in between, a newer answer goes out
/// under an older tag; that costs one answer more, but never makes an old answer pass for a new one.
pub(super) async fn of_a_revision(State(state): State<ApiState>, request: Request, next: Next) -> Response {
    let asked = request.uri().path_and_query().map_or("", |asked| asked.as_str());
    let tag = Tag::new(&[&state.portal.epoch(), &state.portal.revision().to_string(), &judged(&state), asked]);
    respond(tag, request, next).await
}

/// The same for routes that also tell what was measured of the whole graph, which follows the catalog by itself.
pub(super) async fn of_a_measurement(State(state): State<ApiState>, request: Request, next: Next) -> Response {
    let asked = request.uri().path_and_query().map_or("", |asked| asked.as_str());
    let measured = state.portal.measured().map_or_else(String::new, |revision| revision.to_string());
    let revision = state.portal.revision().to_string();
    let tag = Tag::new(&[&state.portal.epoch(), &revision, &measured, &judged(&state), asked]);
    respond(tag, request, next).await
}

/// Scores also follow what is found out about the whole catalog, and time.
fn judged(state: &ApiState) -> String {
    state.portal.judged_at().to_string()
}

/// For routes whose answer depends on nothing but the server's version.
pub(super) async fn of_a_version(request: Request, next: Next) -> Response {
    let tag = Tag::new(&[request.uri().path()]);
    respond(tag, request, next).await
}

async fn respond(tag: Tag, request: Request, next: Next) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return next.run(request).await;
    }
    let condition = Condition::read(request.headers(), &tag);
    // This very answer was given before, so that the request was a good one.
    if condition == Condition::HasIt {
        return not_modified(&tag);
    }
    let mut response = next.run(request).await;
    if response.status() == StatusCode::OK {
        if condition == Condition::HasAny {
            return not_modified(&tag);
        }
        response.headers_mut().insert(header::ETAG, tag.header());
    }
    response
}

fn not_modified(tag: &Tag) -> Response {
    (StatusCode::NOT_MODIFIED, [(header::ETAG, tag.header())]).into_response()
}

/// What the caller says that it has.
#[derive(Debug, PartialEq, Eq)]
enum Condition {
    /// Nothing, or something else.
    Nothing,
    /// `*`: whatever there is.
    HasAny,
    /// The answer of this tag.
    HasIt,
}

impl Condition {
    fn read(headers: &HeaderMap, tag: &Tag) -> Self {
        let values = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        // Our tags hold no comma, so that tags of others may be cut anywhere.
        let tags: Vec<&str> = values.flat_map(|value| value.split(',')).map(str::trim).collect();
        if tags.contains(&"*") {
            Self::HasAny
        } else if tags.iter().any(|given| given.strip_prefix("W/").unwrap_or(given) == tag.0) {
            Self::HasIt
        } else {
            Self::Nothing
        }
    }
}

/// A tag with its quotes. Weak on the wire: the same answer may be compressed in more than one way.
#[derive(Debug, PartialEq, Eq)]
struct Tag(String);

impl Tag {
    fn new(parts: &[&str]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in [env!("CARGO_PKG_VERSION")].iter().chain(parts) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let digest = hasher.finalize();
        let half: String = digest.as_bytes().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Self(format!("\"{half}\""))
    }

    fn header(&self) -> HeaderValue {
        // Quotes and hexadecimal digits are always a valid value.
        HeaderValue::from_str(&format!("W/{}", self.0)).unwrap_or(HeaderValue::from_static("W/\"\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(values: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(header::IF_NONE_MATCH, HeaderValue::from_str(value).unwrap());
        }
        headers
    }

    #[test]
    fn a_tag_is_found_among_others_weak_or_strong() {
        let tag = Tag::new(&["epoch", "7", "/a"]);
        for given in [format!("W/{}", tag.0), tag.0.clone(), format!("\"a,b\", W/{} , \"c\"", tag.0)] {
            assert_eq!(Condition::read(&headers(&[&given]), &tag), Condition::HasIt, "{given}");
        }
        assert_eq!(Condition::read(&headers(&["\"x\"", &tag.0]), &tag), Condition::HasIt);
        assert_eq!(Condition::read(&headers(&["\"x\""]), &tag), Condition::Nothing);
        assert_eq!(Condition::read(&headers(&[]), &tag), Condition::Nothing);
        assert_eq!(Condition::read(&headers(&["*"]), &tag), Condition::HasAny);
    }

    #[test]
    fn every_part_counts_in_its_place() {
        let tags = [["e", "1", "/a"], ["e", "2", "/a"], ["f", "1", "/a"], ["e", "1", "/b"], ["e1", "", "/a"]];
        for (index, one) in tags.iter().enumerate() {
            for other in &tags[index + 1..] {
                assert_ne!(Tag::new(one), Tag::new(other));
            }
        }
    }
}
