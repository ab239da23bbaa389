//! `/new` and `/catalog/…/edit`: describing entities in the portal itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use catalog_schema::model::EntityRef;
use catalog_schema::vocabulary::{FieldType, Vocabulary};
use catalog_schema::wire::Problem;
use web::address::entity_page;
use web::{Draft, Edited, Editor};

use super::fields::Fields;
use super::frame::{Frame, answer_once};
use super::refused::refused;
use super::state::PageState;
use crate::auth::{Actor, Scope};
use crate::managed::{Edit, Expected, Standing, patch, to_text, wrong_fields};

/// The fields of something new, or a box for its text.
pub(super) async fn new(State(state): State<PageState>, frame: Frame) -> Response {
    if let Err(problem) = frame.caller.must(&Scope::Admin) {
        return refused(&frame, &state, problem);
    }
    let kind = frame.request.query.first("kind").unwrap_or("Component").to_owned();
    let draft = Draft { kind, lifecycle: "production".to_owned(), ..Draft::default() };
    let is_text = frame.request.query.first("as") == Some("text");
    let example = Draft {
        name: "orders".to_owned(),
        entity_type: "service".to_owned(),
        owner: "payments".to_owned(),
        ..draft.clone()
    };
    let vocabulary = state.portal.vocabulary();
    let (edited, text) = match is_text {
        true => (Edited::NewText, to_text(&example, &vocabulary)),
        false => (Edited::New(Box::new(draft)), String::new()),
    };
    page(&state, &frame, Editor { text, vocabulary, ..Editor::about(edited, "") })
}

/// Makes what the form says.
pub(super) async fn make(State(state): State<PageState>, frame: Frame, fields: Fields) -> Response {
    let actor = match frame.caller.must(&Scope::Admin) {
        Ok(actor) => actor,
        Err(problem) => return refused(&frame, &state, problem),
    };
    let vocabulary = state.portal.vocabulary();
    let draft = draft(&fields, &vocabulary);
    let (edited, text) = match fields.raw("text") {
        Some(text) => (Edited::NewText, text),
        None => (Edited::New(Box::new(draft.clone())), to_text(&draft, &vocabulary)),
    };
    if fields.text("action") == "text" {
        return page(&state, &frame, Editor { text, ..Editor::about(Edited::NewText, "") });
    }
    let is_of_fields = matches!(edited, Edited::New(_));
    let shown = Editor { text: text.clone(), vocabulary: Arc::clone(&vocabulary), ..Editor::about(edited, "") };
    let wrong = if is_of_fields { wrong_fields(&draft, &vocabulary) } else { BTreeMap::new() };
    if !wrong.is_empty() {
        let problem = Some(invalid_custom_fields(&wrong, &vocabulary));
        return page(&state, &frame, Editor { wrong, problem, ..shown });
    }
    let entity_ref = match state.managed.described(&text) {
        Ok(entity_ref) => entity_ref,
        Err(problem) => return page(&state, &frame, Editor { problem: Some(problem), ..shown }),
    };
    let edit = Edit { text, overlay: false, expected: Expected::Absent };
    apply(&state, &frame, &fields, (&entity_ref, edit, &actor), shown).await
}

/// The descriptor of an entity, to be changed.
pub(super) async fn show(
    State(state): State<PageState>,
    frame: Frame,
    Path((kind, namespace, name)): Path<(String, String, String)>,
) -> Response {
    if let Err(problem) = frame.caller.must(&Scope::Admin) {
        return refused(&frame, &state, problem);
    }
    match described(&state, &EntityRef::new(&kind, &namespace, &name)).await {
        Ok(shown) => page(&state, &frame, shown),
        Err(problem) => refused(&frame, &state, problem),
    }
}

/// Does with it what the form asks for.
pub(super) async fn change(
    State(state): State<PageState>,
    frame: Frame,
    Path((kind, namespace, name)): Path<(String, String, String)>,
    fields: Fields,
) -> Response {
    let actor = match frame.caller.must(&Scope::Admin) {
        Ok(actor) => actor,
        Err(problem) => return refused(&frame, &state, problem),
    };
    let entity_ref = EntityRef::new(&kind, &namespace, &name);
    let mut shown = match described(&state, &entity_ref).await {
        Ok(shown) => shown,
        Err(problem) => return refused(&frame, &state, problem),
    };
    if let (Edited::File { path, text, patch: shown_patch, .. }, Some(wanted)) = (&mut shown.edited, fields.raw("file"))
    {
        *shown_patch = Some(patch(path, text, &wanted));
        *text = wanted;
        return page(&state, &frame, shown);
    }
    let overlay = matches!(shown.edited, Edited::File { .. });
    let expected = fields.text("revision").parse().map_or(Expected::Whatever, Expected::OfRevision);
    if fields.text("action") == "remove" {
        return match state.managed.remove(&entity_ref, expected, actor.name()).await {
            Ok(_) => to(&entity_page(entity_ref.as_str())),
            Err(problem) => page(&state, &frame, Editor { problem: Some(problem), ..shown }),
        };
    }
    let text = fields.raw("text").unwrap_or_default();
    let shown = Editor { text: text.clone(), ..shown };
    apply(&state, &frame, &fields, (&entity_ref, Edit { text, overlay, expected }, &actor), shown).await
}

/// Saves an edit, or only checks it.
async fn apply(
    state: &PageState,
    frame: &Frame,
    fields: &Fields,
    (entity_ref, edit, actor): (&EntityRef, Edit, &Actor),
    shown: Editor,
) -> Response {
    if fields.text("action") == "check" {
        let shown = match state.managed.rehearse(entity_ref, &edit).await {
            Ok(outcome) => Editor { checked: Some(outcome.diagnostics), ..shown },
            Err(problem) => Editor { problem: Some(problem), ..shown },
        };
        return page(state, frame, shown);
    }
    match state.managed.put(entity_ref, &edit, actor.name()).await {
        Ok(_) => to(&entity_page(entity_ref.as_str())),
        Err(problem) => page(state, frame, Editor { problem: Some(problem), ..shown }),
    }
}

/// An entity as it is described now.
async fn described(state: &PageState, entity_ref: &EntityRef) -> Result<Editor, Problem> {
    let standing = state.managed.standing(entity_ref).await?;
    let entity = state.portal.entity(entity_ref).await?;
    let descriptor = state.portal.descriptor(entity_ref).await?;
    let shown =
        |edited| Editor { revision: Some(entity.entity_revision), ..Editor::about(edited, entity_ref.as_str()) };
    Ok(match standing {
        Standing::File { source, path, with_overlay } => {
            let of_portal = descriptor.files.iter().find(|file| file.source == crate::managed::OVERLAY);
            let skeleton = || {
                format!(
                    "kind: {}\nmetadata:\n  name: {}\n  namespace: {}\nspec: {{}}\n",
                    entity.kind, entity.name, entity.namespace
                )
            };
            let text = of_portal.map_or_else(skeleton, |file| file.text.clone());
            let file = Edited::File {
                source,
                path,
                text: descriptor.text,
                patch: None,
                with_overlay,
                origins: descriptor.origins,
            };
            Editor { text, ..shown(file) }
        }
        Standing::Managed | Standing::Nowhere => Editor { text: descriptor.text, ..shown(Edited::Managed) },
    })
}

/// 422 `invalid_custom_fields`: these are wrong.
fn invalid_custom_fields(wrong: &BTreeMap<String, String>, vocabulary: &Vocabulary) -> Problem {
    let label = |name: &String| vocabulary.field(name).map_or(name.as_str(), |field| field.label()).to_owned();
    let names: Vec<String> = wrong.keys().map(label).collect();
    let detail = format!("nothing was written; mend what is said at {}", names.join(", "));
    Problem::new(422, "invalid_custom_fields", "Custom fields with errors", detail)
}

fn draft(fields: &Fields, vocabulary: &Vocabulary) -> Draft {
    let typed = vocabulary.fields().map(|field| {
        let name = format!("field:{}", field.name);
        let typed = match field.field_type {
            FieldType::MultiSelect => fields.all(&name).join(","),
            _ => fields.text(&name),
        };
        (field.name.clone(), typed)
    });
    Draft {
        fields: typed.collect(),
        kind: fields.text("kind"),
        name: fields.text("name"),
        namespace: fields.text("namespace"),
        title: fields.text("title"),
        description: fields.text("description"),
        entity_type: fields.text("type"),
        lifecycle: fields.text("lifecycle"),
        owner: fields.text("owner"),
        system: fields.text("system"),
        tier: fields.text("tier"),
        tags: fields.text("tags"),
        depends_on: fields.text("depends_on"),
    }
}

fn page(state: &PageState, frame: &Frame, shown: Editor) -> Response {
    answer_once(&frame.request, web::editor(&frame.request, state.portal.revision(), shown))
}

fn to(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, address.to_owned())]).into_response()
}
