//! Problems of requests as such; those of what is asked come from the catalog.

use catalog_schema::model::RefError;
use catalog_schema::wire::Problem;

use super::failure::Failure;

fn bad_request(code: &str, title: &str, detail: impl Into<String>) -> Failure {
    Problem::new(400, code, title, detail).into()
}

/// 400 `invalid_query`: the query is not percent-encoded UTF-8.
pub(super) fn invalid_query(part: &str) -> Failure {
    let detail = format!("{part:?} in the query is not percent-encoded UTF-8");
    bad_request("invalid_query", "Invalid query", detail)
}

/// 400 `unknown_parameter`, with those that there are.
pub(super) fn unknown_parameter(name: &str, allowed: &[&str]) -> Failure {
    let near = allowed.iter().map(|known| (strsim::osa_distance(&name.to_lowercase(), known), known)).min();
    let hint = match near {
        Some((distance, known)) if distance <= 2 => format!(" (did you mean {known}?)"),
        _ => String::new(),
    };
    let allowed =
        if allowed.is_empty() { "it takes none".to_owned() } else { format!("it takes {}", allowed.join(", ")) };
    let detail = format!("this address takes no query parameter {name:?}{hint}; {allowed}");
    bad_request("unknown_parameter", "Unknown query parameter", detail)
}

/// 400 `repeated_parameter`.
pub(super) fn repeated_parameter(name: &str) -> Failure {
    let detail = format!("the query parameter {name} may stand only once");
    bad_request("repeated_parameter", "Repeated query parameter", detail)
}

/// 400 `missing_parameter`.
pub(super) fn missing_parameter(name: &str) -> Failure {
    let detail = format!("this address needs the query parameter {name}");
    bad_request("missing_parameter", "Missing query parameter", detail)
}

/// 400 `invalid_parameter`: the value is not of the parameter's type.
pub(super) fn invalid_parameter(name: &str, value: &str, expected: &str) -> Failure {
    let detail = format!("{name}={value:?} is not understood; {name} is {expected}");
    bad_request("invalid_parameter", "Invalid parameter", detail)
}

/// 400 `invalid_path`: a part of the path cannot be decoded.
pub(super) fn invalid_path(reason: &str) -> Failure {
    bad_request("invalid_path", "Invalid path", reason)
}

/// 400 `invalid_ref`.
pub(super) fn invalid_ref(error: &RefError) -> Failure {
    bad_request("invalid_ref", "Invalid entity reference", error.to_string())
}

/// 400 `invalid_revision`: the header asks for no revision.
pub(super) fn invalid_revision() -> Failure {
    let detail = "Sextant-At-Least is REVISION or EPOCH:REVISION, such as the Sextant-Revision of an earlier answer";
    bad_request("invalid_revision", "Invalid revision", detail)
}

/// 400 `invalid_preference`: the header asks for no time.
pub(super) fn invalid_preference(text: &str) -> Failure {
    let detail = format!("Prefer: wait={text} is not understood; it is a whole number of seconds");
    bad_request("invalid_preference", "Invalid preference", detail)
}

/// 410 `revision_gone`: the revision that is asked for is of another history.
pub(super) fn other_epoch() -> Failure {
    let detail = "the revision of Sextant-At-Least is from before the catalog was restored; leave the header out";
    Problem::new(410, "revision_gone", "Revision gone", detail).into()
}

/// 408 `reader_too_slow`, the last event of a stream.
pub(super) fn reader_too_slow() -> Problem {
    let detail = "the changes were not taken for too long; connect again with the Last-Event-ID of the last one";
    Problem::new(408, "reader_too_slow", "Reader too slow", detail)
}

/// 503 `too_many_streams`.
pub(super) fn too_many_streams(most: u32) -> Problem {
    let detail = format!(
        "{most} readers wait for changes already, which is as many as may (max_streams); ask without wait, or later again"
    );
    Problem::new(503, "too_many_streams", "Too many streams", detail)
}

/// 400 `invalid_push`: the body is not what is taken there.
pub(super) fn invalid_push(why: &str) -> Failure {
    bad_request("invalid_push", "Invalid push", why)
}

/// 400 `invalid_body`: the body is not what is taken there.
pub(super) fn invalid_body(why: &str) -> Failure {
    bad_request("invalid_body", "Invalid body", why)
}

/// 400 `invalid_precondition`: the headers ask for nothing that can be looked up.
pub(super) fn invalid_precondition() -> Failure {
    let detail =
        "If-Match is the entity's `entity_revision` in quotes, and If-None-Match is `*`; one of the two at most";
    bad_request("invalid_precondition", "Invalid precondition", detail)
}

/// 408 `body_too_slow`.
pub(super) fn body_too_slow(most: std::time::Duration) -> Failure {
    let detail = format!("the body did not come within {} s; send less, or closer by", most.as_secs());
    Problem::new(408, "body_too_slow", "Body too slow", detail).into()
}

/// 413 `body_too_large`; `remedy` says what to do about it.
pub(super) fn body_too_large(most: usize, remedy: &str) -> Failure {
    let detail = format!("a body may have {} MiB, after it is decompressed; {remedy}", most >> 20);
    Problem::new(413, "body_too_large", "Body too large", detail).into()
}

/// 415 `unsupported_encoding`.
pub(super) fn unsupported_encoding(given: &str) -> Failure {
    let detail = format!("a body in {given:?} is not taken here; send it as it is, or compressed once by gzip or zstd");
    Problem::new(415, "unsupported_encoding", "Unsupported encoding", detail).into()
}

/// 415 `unsupported_media_type`.
pub(super) fn unsupported_media_type(given: &str) -> Failure {
    let detail = format!("{given:?} is not taken here; send application/json or application/yaml");
    Problem::new(415, "unsupported_media_type", "Unsupported media type", detail).into()
}

/// 415 `unsupported_media_type`, of events.
pub(super) fn no_type_of_events(given: &str) -> Failure {
    let detail = format!(
        "{given:?} is not taken here; send application/cloudevents+json, application/cloudevents-batch+json or \
         application/json, or say ce-specversion and the other attributes in headers"
    );
    Problem::new(415, "unsupported_media_type", "Unsupported media type", detail).into()
}

/// 503 `events_busy`.
pub(super) fn too_many_events_at_once() -> Failure {
    let detail = "too many bodies are being taken at once; send the same events again in a moment";
    Problem::new(503, "events_busy", "Too many bodies at once", detail).into()
}

/// 401 `invalid_signature`.
pub(super) fn invalid_signature(why: &str) -> Failure {
    Problem::new(401, "invalid_signature", "No valid signature", why).into()
}

/// 400 `invalid_delivery`.
pub(super) fn invalid_delivery(why: &str) -> Failure {
    bad_request("invalid_delivery", "Invalid delivery", why)
}

/// 503 `deliveries_busy`.
pub(super) fn too_many_deliveries() -> Failure {
    let detail = "too many deliveries are being taken at once; send the same one again in a moment";
    Problem::new(503, "deliveries_busy", "Too many deliveries at once", detail).into()
}

/// 503 `dry_runs_busy`.
pub(super) fn too_many_uploads() -> Failure {
    let detail = "other dry runs are under way; try again in a moment";
    Problem::new(503, "dry_runs_busy", "Too many dry runs", detail).into()
}

/// 503 `simulations_busy`.
pub(super) fn too_many_definitions() -> Failure {
    let detail = "too many definitions are being taken at once; try again in a moment";
    Problem::new(503, "simulations_busy", "Too many simulations", detail).into()
}

/// 503 `pushes_busy`.
pub(super) fn too_many_pushes() -> Failure {
    let detail = "other pushes are under way, and this one has waited as long as it may; try again in a moment";
    Problem::new(503, "pushes_busy", "Too many pushes", detail).into()
}

/// 404 `unknown_route`.
pub(super) fn unknown_route(path: &str) -> Failure {
    let detail = format!("there is nothing at {path}; /api/v1/openapi.json lists what there is");
    Problem::new(404, "unknown_route", "No such address", detail).into()
}

/// 405 `method_not_allowed`.
pub(super) fn method_not_allowed(method: &str, path: &str) -> Failure {
    let detail = format!("{path} does not take {method}; the Allow header says what it takes");
    Problem::new(405, "method_not_allowed", "Method not allowed", detail).into()
}

/// 500 `internal_error`: ours to mend, and nothing of it is told outside.
pub(super) fn internal_error() -> Failure {
    let detail = "something went wrong on the server; its log has the cause under the answer's x-request-id";
    Problem::new(500, "internal_error", "Internal error", detail).into()
}

/// 503 `not_ready`.
pub(super) fn not_ready(reason: &str) -> Failure {
    Problem::new(503, "not_ready", "Not ready", reason).into()
}
