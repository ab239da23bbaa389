//! `/catalog/edit`: one change of many entities.

use axum::extract::State;
use axum::response::Response;
use catalog_schema::wire::{BulkChange, BulkSet, Problem};
use web::{BulkDraft, BulkEdit};

use super::fields::Fields;
use super::frame::{Frame, answer_once};
use super::refused::refused;
use super::state::PageState;
use crate::auth::Scope;

/// Shows the form for the entities that were chosen in the catalog, what it would change, and what it changed.
pub(super) async fn edit(State(state): State<PageState>, frame: Frame, fields: Fields) -> Response {
    let actor = match frame.caller.must(&Scope::Admin) {
        Ok(actor) => actor,
        Err(problem) => return refused(&frame, &state, problem),
    };
    let action = fields.text("action");
    let mut draft = draft(&fields);
    if action == "choose-all" {
        let all = BulkChange {
            filter: fields.all("filter"),
            also: fields.all("also"),
            // Nothing that narrows: everything there is.
            q: Some(fields.text("q")),
            ..BulkChange::default()
        };
        match state.managed.chosen(&*state.portal, &all).await {
            Ok(refs) => draft.refs = refs,
            Err(problem) => return refused(&frame, &state, problem),
        }
    }
    let made = match action.as_str() {
        "preview" | "save" => match change(&fields, &draft) {
            Ok(change) => {
                let change = BulkChange { dry_run: action == "preview", ..change };
                state.managed.change_many(&*state.portal, change, actor.name()).await.map(Some)
            }
            Err(problem) => Err(problem),
        },
        _ if draft.refs.is_empty() => {
            let detail = "choose entities by the boxes in front of their names, or all that match".to_owned();
            return refused(&frame, &state, Problem::new(400, "nothing_chosen", "Nothing chosen", detail));
        }
        _ => Ok(None),
    };
    let shown = match made {
        Ok(outcome) => BulkEdit { draft, outcome, problem: None },
        Err(problem) => BulkEdit { draft, outcome: None, problem: Some(problem) },
    };
    answer_once(&frame.request, web::bulk_edit(&frame.request, state.portal.revision(), shown))
}

fn draft(fields: &Fields) -> BulkDraft {
    let mut refs = fields.all("ref");
    refs.extend(fields.text("refs").split_whitespace().map(str::to_owned));
    BulkDraft {
        refs,
        owner: fields.text("owner"),
        lifecycle: fields.text("lifecycle"),
        tier: fields.text("tier"),
        add_tags: fields.text("add_tags"),
        remove_tags: fields.text("remove_tags"),
    }
}

fn change(fields: &Fields, draft: &BulkDraft) -> Result<BulkChange, Problem> {
    let text = |value: &String| Some(value.clone()).filter(|value| !value.is_empty());
    let tags = |value: &str| {
        value.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let tier = match draft.tier.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| {
            Problem::new(400, "invalid_body", "Invalid body", format!("{text:?} is no tier; it is 1 to 4"))
        })?),
    };
    Ok(BulkChange {
        refs: draft.refs.clone(),
        set: BulkSet { owner: text(&draft.owner), lifecycle: text(&draft.lifecycle), tier },
        add_tags: tags(&draft.add_tags),
        remove_tags: tags(&draft.remove_tags),
        seen: fields.text("seen").parse().ok(),
        ..BulkChange::default()
    })
}
