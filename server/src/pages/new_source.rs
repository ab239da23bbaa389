//! `POST /sources`: adds a source, by the form of the page.

use axum::extract::State;
use axum::response::Response;
use serde_json::{Map, Value, json};
use web::address::source_page;

use super::fields::Fields;
use super::frame::Frame;
use super::refused::refused;
use super::sources::{failed, to};
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
        Err(error) => failed(&state, &frame, error.to_problem()),
    }
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
