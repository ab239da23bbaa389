//! `/settings/fields` and `/settings/types`: defines custom fields and types.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use catalog_schema::vocabulary::{FieldDefinition, FieldType, TypeDefinition, Vocabulary};
use catalog_schema::wire::Problem;
use web::{FieldSettings, TypeSettings};

use super::fields::Fields;
use super::frame::{Frame, answer_once};
use super::refused::refused;
use super::state::PageState;
use crate::auth::Scope;
use crate::vocabulary;

/// The custom fields that are defined; with `edit` one of them in the form.
pub(super) async fn fields(State(state): State<PageState>, frame: Frame) -> Response {
    let known = state.portal.vocabulary();
    let edited = frame.request.query.first("edit").and_then(|name| known.field(name));
    let shown = match edited {
        Some(field) => {
            FieldSettings { draft: field.clone(), changes: Some(field.name.clone()), ..FieldSettings::default() }
        }
        None => {
            let draft = FieldDefinition { kinds: vec!["Component".to_owned()], ..FieldDefinition::default() };
            FieldSettings { draft, ..FieldSettings::default() }
        }
    };
    fields_page(&state, &frame, shown).await
}

/// Defines the field of the form.
pub(super) async fn define_field(State(state): State<PageState>, frame: Frame, fields: Fields) -> Response {
    let actor = match frame.caller.must(&Scope::Admin) {
        Ok(actor) => actor,
        Err(problem) => return refused(&frame, &state, problem),
    };
    let (written, changes) = (fields.text("type"), some(fields.text("changes")));
    let field_type = FieldType::parse(&written);
    let draft = FieldDefinition {
        name: fields.text("name"),
        label: some(fields.text("label")),
        description: some(fields.text("description")),
        field_type: field_type.unwrap_or_default(),
        options: items(&fields.text("options")),
        kinds: fields.all("kind"),
        types: items(&fields.text("types")),
        required: !fields.text("required").is_empty(),
    };
    let refusal = |known: &Vocabulary| match &changes {
        _ if field_type.is_none() => Some(vocabulary::not_understood("type", &written)),
        Some(name) if !name.eq_ignore_ascii_case(&draft.name) => Some(vocabulary::keeps_its_name(name)),
        None if known.field(&draft.name).is_some() => Some(vocabulary::is_defined(&draft.name)),
        _ => None,
    };
    let defined = match state.vocabularies.known().await.map(|known| refusal(&known)) {
        Ok(None) => state.vocabularies.define_field(&draft, actor.name()).await,
        Ok(Some(problem)) | Err(problem) => Err(problem),
    };
    match defined {
        Ok(_) => to("/settings/fields"),
        Err(problem) => {
            let shown = FieldSettings { draft, changes, problem: Some(problem), ..FieldSettings::default() };
            fields_page(&state, &frame, shown).await
        }
    }
}

/// Defines the field of the form no more.
pub(super) async fn remove_field(State(state): State<PageState>, frame: Frame, fields: Fields) -> Response {
    let actor = match frame.caller.must(&Scope::Admin) {
        Ok(actor) => actor,
        Err(problem) => return refused(&frame, &state, problem),
    };
    match state.vocabularies.remove_field(&fields.text("name"), actor.name()).await {
        Ok(_) => to("/settings/fields"),
        Err(problem) => {
            fields_page(&state, &frame, FieldSettings { problem: Some(problem), ..FieldSettings::default() }).await
        }
    }
}

/// The types that are defined; with `kind` and `edit` one of them in the form.
pub(super) async fn types(State(state): State<PageState>, frame: Frame) -> Response {
    let known = state.portal.vocabulary();
    let query = &frame.request.query;
    let edited = query.first("kind").zip(query.first("edit"));
    let shown = match edited.and_then(|(kind, name)| known.entity_type(kind, name)) {
        Some(defined) => TypeSettings {
            draft: defined.clone(),
            changes: Some((defined.kind.clone(), defined.name.clone())),
            ..TypeSettings::default()
        },
        None => TypeSettings::default(),
    };
    types_page(&state, &frame, shown).await
}

/// Defines the type of the form.
pub(super) async fn define_type(State(state): State<PageState>, frame: Frame, fields: Fields) -> Response {
    let actor = match frame.caller.must(&Scope::Admin) {
        Ok(actor) => actor,
        Err(problem) => return refused(&frame, &state, problem),
    };
    let draft = TypeDefinition {
        kind: fields.text("kind"),
        name: fields.text("name"),
        title: some(fields.text("title")),
        description: some(fields.text("description")),
        aliases: items(&fields.text("aliases")),
    };
    let changes = some(fields.text("changes-kind")).zip(some(fields.text("changes")));
    let is_another = |(kind, name): &(String, String)| {
        !kind.eq_ignore_ascii_case(&draft.kind) || !name.eq_ignore_ascii_case(&draft.name)
    };
    let refusal = |known: &Vocabulary| match &changes {
        Some(changed) if is_another(changed) => Some(vocabulary::keeps_its_name(&changed.1)),
        None if known.entity_type(&draft.kind, &draft.name).is_some() => Some(vocabulary::is_defined(&draft.name)),
        _ => None,
    };
    let defined = match state.vocabularies.known().await.map(|known| refusal(&known)) {
        Ok(None) => state.vocabularies.define_type(&draft, actor.name()).await,
        Ok(Some(problem)) | Err(problem) => Err(problem),
    };
    match defined {
        Ok(_) => to("/settings/types"),
        Err(problem) => {
            let shown = TypeSettings { draft, changes, problem: Some(problem), ..TypeSettings::default() };
            types_page(&state, &frame, shown).await
        }
    }
}

/// Defines the type of the form no more.
pub(super) async fn remove_type(State(state): State<PageState>, frame: Frame, fields: Fields) -> Response {
    let actor = match frame.caller.must(&Scope::Admin) {
        Ok(actor) => actor,
        Err(problem) => return refused(&frame, &state, problem),
    };
    match state.vocabularies.remove_type(&fields.text("kind"), &fields.text("name"), actor.name()).await {
        Ok(_) => to("/settings/types"),
        Err(problem) => {
            types_page(&state, &frame, TypeSettings { problem: Some(problem), ..TypeSettings::default() }).await
        }
    }
}

async fn fields_page(state: &PageState, frame: &Frame, mut shown: FieldSettings) -> Response {
    match vocabulary::fields(&*state.portal).await {
        Ok(listed) => shown.items = listed.items,
        Err(problem) => say(&mut shown.problem, problem),
    }
    answer_once(&frame.request, web::field_settings(&frame.request, state.portal.revision(), shown))
}

async fn types_page(state: &PageState, frame: &Frame, mut shown: TypeSettings) -> Response {
    match vocabulary::types(&*state.portal).await {
        Ok(listed) => shown.items = listed.items,
        Err(problem) => say(&mut shown.problem, problem),
    }
    answer_once(&frame.request, web::type_settings(&frame.request, state.portal.revision(), shown))
}

/// What is said already comes first.
fn say(said: &mut Option<Problem>, problem: Problem) {
    said.get_or_insert(problem);
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// What stands between commas.
fn items(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

fn to(address: &'static str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}
