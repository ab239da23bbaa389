//! `POST /sources`: adds a source, by the form of the page.

use axum::extract::State;
use axum::response::Response;
use catalog_schema::wire::Problem;
use serde_json::{Map, Value, json};
use web::NewSource;
use web::address::source_page;

use super::fields::Fields;
use super::frame::{Frame, answer_once};
use super::refused::refused;
use super::sources::to;
use super::state::PageState;
use crate::auth::Scope;
use crate::sources::kinds::RemoteSettings;
use crate::sources::registry::RegistryError;

/// Adds what the form says.
pub(super) async fn add(State(state): State<PageState>, frame: Frame, fields: Fields) -> Response {
    let actor = match frame.caller.must(&Scope::Admin) {
        Ok(actor) => actor,
        Err(problem) => return refused(&frame, &state, problem),
    };
    let name = fields.text("name");
    let added = match settings(&fields) {
        Ok(settings) => state.sources.add_remote(&name, &settings, actor.name()).await,
        Err(why) => Err(RegistryError::Invalid(why)),
    };
    match added {
        Ok(()) => to(&source_page(&name)),
        Err(error) => again(&state, &frame, &fields, error.to_problem()),
    }
}

/// The form with what was typed, and why nothing was added.
fn again(state: &PageState, frame: &Frame, fields: &Fields, problem: Problem) -> Response {
    let draft = NewSource {
        source_type: fields.text("type"),
        name: fields.text("name"),
        addresses: fields.raw("addresses").unwrap_or_default(),
        branch: fields.text("branch"),
        username: fields.text("username"),
        token: fields.text("token"),
        interval: fields.text("interval"),
    };
    answer_once(&frame.request, web::new_source(&frame.request, state.portal.revision(), draft, problem))
}

/// What the fields come to. Only what is filled in is said.
fn settings(fields: &Fields) -> Result<RemoteSettings, String> {
    let addresses = fields.raw("addresses").unwrap_or_default();
    let addresses: Vec<&str> = addresses.split_whitespace().collect();
    let mut keys = Map::new();
    let source_type = fields.text("type");
    let key = if source_type == "url" { "urls" } else { "repositories" };
    keys.insert(key.to_owned(), json!(addresses));
    for key in ["branch", "username"] {
        let text = fields.text(key);
        if !text.is_empty() {
            keys.insert(key.to_owned(), Value::String(text));
        }
    }
    let variable = fields.text("token");
    if !variable.is_empty() {
        keys.insert("token".to_owned(), json!({ "env": variable }));
    }
    let interval = fields.text("interval");
    if !interval.is_empty() {
        // A number is one of seconds, as everywhere.
        let seconds = interval.parse::<u64>().map(|seconds| json!(seconds));
        keys.insert("interval".to_owned(), seconds.unwrap_or_else(|_| json!(interval)));
    }
    let settings = RemoteSettings::of(&source_type, keys)?;
    settings.check_open()?;
    Ok(settings)
}
