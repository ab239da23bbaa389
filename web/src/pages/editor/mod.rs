//! `/new` and `/catalog/…/edit`: describing entities in the portal itself.

mod defined;
mod draft;
mod file;
mod found;
mod managed;
mod new;
pub(crate) mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::vocabulary::Vocabulary;
use catalog_schema::wire::{Problem, ValueOrigin};
use leptos::prelude::*;

pub use self::draft::Draft;
use crate::address::{entity_page, short_name};
use crate::pages::{Page, Section};
use crate::render;
use crate::request::{PageRequest, PageResponse};

/// What the page is about.
#[derive(Clone, Debug)]
pub enum Edited {
    /// Something that is to be; in fields.
    New(Box<Draft>),
    /// The same as text.
    NewText,
    /// What the portal keeps.
    Managed,
    /// What a file describes.
    File {
        /// The source's name.
        source: String,
        /// The file's path within its location.
        path: String,
        /// The file with the changes of the reader.
        text: String,
        /// The same as a difference, once asked for.
        patch: Option<String>,
        /// The portal adds fields to it.
        with_overlay: bool,
        /// Which line of which file says what.
        origins: Vec<ValueOrigin>,
    },
}

/// The page's content.
#[derive(Clone, Debug)]
pub struct Editor {
    /// What it is about.
    pub edited: Edited,
    /// The entity's reference; empty where it is not there yet.
    pub entity_ref: String,
    /// What the portal keeps, or is to keep.
    pub text: String,
    /// The entity's revision as the reader has seen it.
    pub revision: Option<u64>,
    /// What was found out about the text, once asked for.
    pub checked: Option<Vec<Diagnostic>>,
    /// What is defined of custom fields and types.
    pub vocabulary: Arc<Vocabulary>,
    /// What is wrong with custom fields, by name.
    pub wrong: BTreeMap<String, String>,
    /// Why nothing was written.
    pub problem: Option<Problem>,
    /// What a script carries to be allowed to run; the request's, whatever stands here.
    pub nonce: Option<String>,
}

impl Editor {
    /// The page of an entity with this reference, which is empty where it is not there yet.
    pub fn about(edited: Edited, entity_ref: &str) -> Self {
        let (entity_ref, text) = (entity_ref.to_owned(), String::new());
        Self {
            edited,
            entity_ref,
            text,
            revision: None,
            checked: None,
            vocabulary: Arc::default(),
            wrong: BTreeMap::new(),
            problem: None,
            nonce: None,
        }
    }
}

/// The page, at a revision of the catalog.
pub fn editor(request: &PageRequest, revision: u64, shown: Editor) -> PageResponse {
    let shown = Editor { nonce: request.nonce.clone(), ..shown };
    let status = shown.problem.as_ref().map_or(200, |problem| problem.status);
    let title = match shown.entity_ref.is_empty() {
        true => "A new entity".to_owned(),
        false => format!("Edit {}", short_name(&shown.entity_ref)),
    };
    let heading = title.clone();
    let page = Page::new(title, move || view(&shown, &heading)).in_section(Section::Catalog);
    render::document(request, revision, page.with_status(status))
}

fn view(shown: &Editor, heading: &str) -> AnyView {
    let back = (!shown.entity_ref.is_empty()).then(|| {
        view! {
            <p class="entity-ref">
                <a href=entity_page(&shown.entity_ref)>
                    <code>{shown.entity_ref.clone()}</code>
                </a>
            </p>
        }
    });
    // Beside a text the problem stands below it.
    let is_of_fields = matches!(shown.edited, Edited::New(_));
    let of_fields = is_of_fields.then(|| found::problem(shown.problem.as_ref())).flatten();
    let body = match &shown.edited {
        Edited::New(draft) => new::fields(draft, shown),
        Edited::NewText => new::text(shown),
        Edited::Managed => managed::form(shown),
        Edited::File { source, path, text, patch, with_overlay, origins } => {
            let file = file::File { source, path, text, patch: patch.as_deref(), with_overlay: *with_overlay, origins };
            file::view(shown, &file)
        }
    };
    view! {
        <div class="editor">
            <h1>{heading.to_owned()}</h1>
            {back}
            {of_fields}
            {body}
        </div>
    }
    .into_any()
}
