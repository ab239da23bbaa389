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
    keys.insert("repositories".to_owned(), json!(addresses));
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
        let seconds: u64 = interval.parse().map_err(|_| "the interval is a whole number of seconds".to_owned())?;
        keys.insert("interval".to_owned(), json!(seconds));
    }
    let settings = RemoteSettings::of(&fields.text("type"), keys)?;
    settings.check_open()?;
    Ok(settings)
}
