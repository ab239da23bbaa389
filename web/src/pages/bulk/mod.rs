//! `/catalog/edit`: one change of many entities.

mod form;
mod outcome;

use catalog_schema::wire::{BulkOutcome, Problem};
use leptos::prelude::*;

use crate::components::{Tone, alert, number};
use crate::pages::{Page, Section};
use crate::render;
use crate::request::{PageRequest, PageResponse};

/// What the fields of the form hold, as somebody typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkDraft {
    /// The entities, by reference.
    pub refs: Vec<String>,
    /// Who is to answer for them.
    pub owner: String,
    /// Such as `production`.
    pub lifecycle: String,
    /// 1 to 4.
    pub tier: String,
    /// Between commas.
    pub add_tags: String,
    /// Between commas.
    pub remove_tags: String,
}

/// The page's content.
#[derive(Clone, Debug, Default)]
pub struct BulkEdit {
    /// What is asked for.
    pub draft: BulkDraft,
    /// What became of it, or would.
    pub outcome: Option<BulkOutcome>,
    /// Why nothing did.
    pub problem: Option<Problem>,
}

/// The page, at a revision of the catalog.
pub fn bulk_edit(request: &PageRequest, revision: u64, shown: BulkEdit) -> PageResponse {
    let status = shown.problem.as_ref().map_or(200, |problem| problem.status);
    let title = format!("Edit {}", entities(shown.draft.refs.len()));
    let heading = title.clone();
    let page = Page::new(title, move || view(&shown, &heading)).in_section(Section::Catalog);
    render::document(request, revision, page.with_status(status))
}

fn view(shown: &BulkEdit, heading: &str) -> AnyView {
    let problem = shown.problem.clone().map(|problem| {
        let detail = view! { <p>{problem.detail}</p> };
        alert(Tone::Error, problem.title, detail)
    });
    let written = shown.outcome.as_ref().is_some_and(|outcome| !outcome.dry_run);
    let body = match (&shown.outcome, written) {
        (Some(outcome), true) => outcome::written(outcome),
        (Some(outcome), false) => view! {
            {form::form(&shown.draft)}
            {outcome::preview(&shown.draft, outcome)}
        }
        .into_any(),
        (None, _) => form::form(&shown.draft),
    };
    view! {
        <div class="editor bulk">
            <h1>{heading.to_owned()}</h1>
            {problem}
            {body}
        </div>
    }
    .into_any()
}

/// `1 entity`, `1,200 entities`.
fn entities(count: usize) -> String {
    let noun = if count == 1 { "entity" } else { "entities" };
    format!("{} {noun}", number(count as u64))
}
