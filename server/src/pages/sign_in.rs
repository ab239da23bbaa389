//! `/sign-in` and `/sign-out`: from a token to a session and back.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::Problem;
use web::SignIn;

use super::cookies::is_own_page;
use super::fields::Fields;
use super::frame::{Frame, answer_once};
use super::state::PageState;
use crate::auth::{Caller, SESSION_COOKIE, Scope, cross_site, is_same_origin, session};

/// The form, or who has signed in.
pub(super) async fn show(State(state): State<PageState>, frame: Frame) -> Response {
    let back = frame.request.query.first("back").unwrap_or("/").to_owned();
    let shown = SignIn { back, problem: None };
    let page = web::sign_in(&frame.request, state.portal.revision(), shown);
    answer_once(&frame.request, page)
}

/// Opens a session with the token of the form, and leads to where the reader wanted to be.
pub(super) async fn enter(
    State(state): State<PageState>,
    frame: Frame,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let back = Some(fields.text("back")).filter(|back| is_own_page(back)).unwrap_or_else(|| "/".to_owned());
    let opened = match is_same_origin(&headers) {
        true => open(&state, &fields.text("token")).await,
        false => Err(cross_site()),
    };
    match opened {
        Ok(secret) => leave_to(&back, &cookie(&headers, &secret, SESSION_SECONDS)),
        Err(problem) => {
            let shown = SignIn { back, problem: Some(problem) };
            let page = web::sign_in(&frame.request, state.portal.revision(), shown);
            answer_once(&frame.request, page)
        }
    }
}

/// Ends the session.
pub(super) async fn leave(State(state): State<PageState>, headers: HeaderMap) -> Response {
    if !is_same_origin(&headers) {
        return crate::api::Failure(cross_site()).into_response();
    }
    if let Some(session) = session(&headers)
        && let Err(error) = state.auth.close_session(&session).await
    {
        tracing::error!(%error, "a session was not closed");
    }
    leave_to("/", &cookie(&headers, "", 0))
}

/// As long as the session itself.
const SESSION_SECONDS: i64 = crate::auth::SESSION / 1_000;

async fn open(state: &PageState, token: &str) -> Result<String, Problem> {
    // As if the token had been presented to the API: what is refused there is refused here, and is in the audit log.
    let caller = Caller::presenting(&state.auth, "POST /sign-in", token).await?;
    caller.must(&Scope::Read)?;
    let opened = state.auth.open_session(&caller).await.map_err(|error| error.to_problem())?;
    Ok(opened.reveal().to_owned())
}

/// The cookie of a session. Browsers say in `Origin` whether they came by HTTPS, also through a proxy.
fn cookie(headers: &HeaderMap, value: &str, seconds: i64) -> String {
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    let secure = if origin.is_some_and(|origin| origin.starts_with("https://")) { "; Secure" } else { "" };
    format!("{SESSION_COOKIE}={value}; Path=/; Max-Age={seconds}; SameSite=Lax; HttpOnly{secure}")
}

fn leave_to(address: &str, cookie: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    for (name, value) in
        [(header::LOCATION, address), (header::SET_COOKIE, cookie), (header::CACHE_CONTROL, "no-store")]
    {
        // Own addresses and cookies are visible ASCII.
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    response
}
