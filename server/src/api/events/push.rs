//! `POST /api/v1/events`

use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use catalog_schema::events::{CloudEvent, Refusal, Shape, read, read_binary};
use catalog_schema::wire::{EventReceipt, Problem};

use crate::api::ApiState;
use crate::api::body;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};
use crate::events::refused;

/// The largest body, in bytes, after it is decompressed.
const LARGEST: usize = 8 << 20;
/// How long a body may have to wait for others.
const BUSIEST: Duration = Duration::from_secs(10);

/// Takes what happened to entities.
///
/// CloudEvents 1.0: one event in the structured mode (`application/cloudevents+json`), up to 1,000 in the batched mode
/// (`application/cloudevents-batch+json`), either as `application/json`, or one in the binary mode (`ce-…` headers). Types
/// of CDEvents (`dev.cdevents.…`) are understood. An event names its entity by `subject` or the extension attribute
/// `sextantentity`, such as `component:default/orders`; docs/concepts/events.md has the whole order. All events are written
/// down or none. Takes the scope `events`. One whose `source` and `id` are known counts as a duplicate, so that sending again does no harm.
#[utoipa::path(
    post,
    path = "/api/v1/events",
    tag = "events",
    operation_id = "push_events",
    request_body(
        description = "Events; at most 8 MiB after decompression",
        content(
            (Object = "application/cloudevents+json"),
            (Vec<Object> = "application/cloudevents-batch+json"),
            (Object = "application/json"),
        ),
    ),
    responses(
        (status = 200, description = "The events are written down", body = EventReceipt),
        (status = 400, description = "The body is no JSON, or not of this shape", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "The body came too slowly", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large, or there are too many events", body = Problem,
            content_type = "application/problem+json"),
        (status = 415, description = "The body is of a type that is not taken", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "Events are wrong, which `events` says of each; nothing was written",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too many bodies at once, or the store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn push(
    State(state): State<ApiState>,
    caller: Caller,
    _: NoParameters,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<EventReceipt>, Failure> {
    let actor = caller.must(&Scope::Events)?;
    let mode = Mode::of(&headers)?;
    let place = tokio::time::timeout(BUSIEST, state.uploads.acquire()).await;
    let _place = place.ok().and_then(Result::ok).ok_or_else(problems::too_many_events_at_once)?;
    let broken = |why: String| refused(Refusal::Malformed(why)).into();
    let whole = body::whole(&headers, body, LARGEST).await;
    let bytes = whole.map_err(|unread| unread.told("send the events in parts", broken))?;
    let events = mode.read(&headers, &bytes).map_err(refused)?;
    Ok(Json(state.portal.record_events(events, actor.name()).await?))
}

/// How events are sent.
#[derive(Clone, Copy, Debug)]
enum Mode {
    Json(Shape),
    Binary,
}

impl Mode {
    fn of(headers: &HeaderMap) -> Result<Self, Failure> {
        let named = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let media = named.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match media.as_str() {
            "application/cloudevents+json" => Ok(Self::Json(Shape::Single)),
            "application/cloudevents-batch+json" => Ok(Self::Json(Shape::Batch)),
            // Any other type may be the data's own.
            _ if headers.contains_key("ce-specversion") => Ok(Self::Binary),
            "application/json" => Ok(Self::Json(Shape::Either)),
            _ => Err(problems::no_type_of_events(named)),
        }
    }

    fn read(self, headers: &HeaderMap, body: &[u8]) -> Result<Vec<CloudEvent>, Refusal> {
        match self {
            Self::Json(shape) => read(body, shape),
            Self::Binary => {
                let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
                let texts = headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
                read_binary(texts, content_type, body)
            }
        }
    }
}
