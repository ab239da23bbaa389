//! The form by which an admin adds a source that is elsewhere.

use catalog_schema::wire::Problem;
use leptos::prelude::*;

use crate::components::{Tone, alert};
use crate::pages::{Page, Section};
use crate::render;
use crate::request::{PageRequest, PageResponse};

/// What the form has.
#[derive(Clone, Debug, Default)]
pub struct NewSource {
    /// `git` or `url`.
    pub source_type: String,
    /// As it was typed, and so is everything below.
    pub name: String,
    /// One a line.
    pub addresses: String,
    /// Of repositories.
    pub branch: String,
    /// Whom the host of repositories asks for.
    pub username: String,
    /// The name of the variable that holds the token.
    pub token: String,
    /// From one sync to the next.
    pub interval: String,
}

/// The page with what was typed and why nothing was added, at a revision of the catalog.
pub fn new_source(request: &PageRequest, revision: u64, draft: NewSource, problem: Problem) -> PageResponse {
    let status = problem.status;
    let page = Page::new("Add a source", move || {
        view! {
            <div class="access">
                <h1>"Add a source"</h1>
                {alert(Tone::Error, problem.title.clone(), view! { <p>{problem.detail.clone()}</p> })}
                {fields(&draft)}
                <p>
                    <a href="/sources">"All sources"</a>
                </p>
            </div>
        }
        .into_any()
    });
    render::document(request, revision, page.in_section(Section::Sources).with_status(status))
}

/// The form, folded until somebody wants it.
pub(super) fn form() -> AnyView {
    view! {
        <details class="new-source">
            <summary>"Add repositories or addresses"</summary>
            {fields(&NewSource::default())}
        </details>
    }
    .into_any()
}

fn fields(draft: &NewSource) -> AnyView {
    let text = |name: &'static str, label: &'static str, example: &'static str, value: &str, required: bool| {
        let value = value.to_owned();
        view! {
            <label>
                <span>{label}</span>
                <input
                    type="text"
                    name=name
                    placeholder=example
                    value=value
                    required=required
                    autocomplete="off"
                    spellcheck="false"
                />
            </label>
        }
    };
    let is_url = draft.source_type == "url";
    view! {
        <form class="access-form" method="post" action="/sources">
            <label>
                <span>"What they are"</span>
                <select name="type">
                    <option value="git">"Git repositories"</option>
                    <option value="url" selected=is_url>
                        "Web addresses of descriptors"
                    </option>
                </select>
            </label>
            {text("name", "Name of the source", "platform", &draft.name, true)}
            <label>
                <span>"Addresses, one a line"</span>
                <textarea name="addresses" rows="4" required=true spellcheck="false" placeholder="https://git.example.com/team/shop.git">
                    {draft.addresses.clone()}
                </textarea>
            </label>
            {text(
                "branch",
                "Branch of repositories; the default branch of each where this is empty",
                "main",
                &draft.branch,
                false,
            )}
            {text("username", "User, where the host of repositories wants to know", "git", &draft.username, false)}
            {text(
                "token",
                "Variable of the portal that holds the token; its name begins with SEXTANT_SECRET_",
                "SEXTANT_SECRET_GIT",
                &draft.token,
                false,
            )}
            {text("interval", "Time from one sync to the next", "5m", &draft.interval, false)}
            <button class="button" type="submit">
                "Add"
            </button>
        </form>
    }
    .into_any()
}
