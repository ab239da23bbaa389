//! `/tokens`: who may push, send and manage.

mod form;
mod table;

use catalog_schema::wire::{CreatedToken, NewToken, Problem, Token};
use leptos::prelude::*;

use crate::components::{Tone, alert};
use crate::pages::Page;
use crate::render;
use crate::request::{PageRequest, PageResponse};

/// What the page says.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// All of them, the newest first.
    pub items: Vec<Token>,
    /// The one that was made just now, with its secret.
    pub created: Option<CreatedToken>,
    /// Why none was made or ended.
    pub problem: Option<Problem>,
    /// What the form had, to be mended.
    pub draft: NewToken,
}

/// The page, at a revision of the catalog.
pub fn tokens(request: &PageRequest, revision: u64, shown: Tokens) -> PageResponse {
    let status = shown.problem.as_ref().map_or(200, |problem| problem.status);
    let now = request.now;
    let page = Page::new("Tokens", move || view(&shown, now)).with_json("/api/v1/tokens".to_owned());
    render::document(request, revision, page.with_status(status))
}

fn view(shown: &Tokens, now: i64) -> AnyView {
    let problem = shown.problem.clone().map(|problem| {
        let detail = view! { <p>{problem.detail}</p> };
        alert(Tone::Error, problem.title, detail)
    });
    view! {
        <div class="access">
            <h1>"Tokens"</h1>
            <p class="access-note">
                "Programs send one as " <code>"Authorization: Bearer sxt_…"</code>
                "; people sign in with one. Only a hash of it is kept."
            </p>
            {problem}
            {shown.created.as_ref().map(created)}
            {table::table(&shown.items, now)}
            {form::form(&shown.draft)}
        </div>
    }
    .into_any()
}

/// The secret, this one time.
fn created(created: &CreatedToken) -> AnyView {
    view! {
        <section class="access-secret" aria-labelledby="secret">
            <h2 id="secret">{format!("The token {}", created.token.name)}</h2>
            <p>"Copy it now: it is shown this one time."</p>
            <pre tabindex="0">
                <code>{created.secret.clone()}</code>
            </pre>
        </section>
    }
    .into_any()
}
