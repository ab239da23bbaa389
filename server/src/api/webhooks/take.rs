//! Taking deliveries, whichever host makes them.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use tokio::sync::SemaphorePermit;

use crate::api::failure::Failure;
use crate::api::{ApiState, body, problems};
use crate::portal::unavailable;
use crate::sources::forge::webhook::{Delivery, NotTaken};

/// The largest body, in bytes: no host sends one that is larger.
const LARGEST: usize = 25 << 20;
/// How long a body may have to wait for others: hosts wait ten seconds.
const BUSIEST: Duration = Duration::from_secs(5);

/// The turn of a delivery, whose body may be read as long as this is kept.
pub(super) async fn turn(state: &ApiState) -> Result<SemaphorePermit<'_>, Failure> {
    let turn = tokio::time::timeout(BUSIEST, state.deliveries.acquire()).await;
    turn.ok().and_then(Result::ok).ok_or_else(problems::too_many_deliveries)
}

/// All of a body. What is signed are the bytes as they come: nobody compresses them on the way.
pub(super) async fn whole(headers: &HeaderMap, body: Body, host: &str) -> Result<Vec<u8>, Failure> {
    let broken = |why: String| problems::invalid_delivery(&why);
    let whole = body::whole(headers, body, LARGEST).await;
    whole.map_err(|unread| unread.told(&format!("{host} sends none that is larger"), broken))
}

/// Takes a delivery for one source or every one; what is not signed is noted.
pub(super) async fn taken<D: Delivery>(
    state: &ApiState,
    host: &str,
    source: Option<&str>,
    delivery: &D,
) -> Result<StatusCode, Failure> {
    match state.webhooks.take(source, delivery).await {
        Ok(()) => Ok(StatusCode::ACCEPTED),
        Err(unsigned @ NotTaken::Unsigned) => {
            let request = match source {
                Some(source) => format!("POST /webhooks/{host}/{source}"),
                None => format!("POST /webhooks/{host}"),
            };
            let problem = problems::invalid_signature(&unsigned.to_string());
            state.auth.note_refusal(&request, "invalid_signature", "a signature");
            Err(problem)
        }
        Err(NotTaken::Malformed(why)) => Err(problems::invalid_delivery(&why)),
        Err(NotTaken::Store(cause)) => Err(unavailable(&cause).into()),
    }
}
