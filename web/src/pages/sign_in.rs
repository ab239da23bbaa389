//! `/sign-in`: signing in with a token, and who has.

use catalog_schema::wire::Problem;
use leptos::prelude::*;

use crate::address::with_query;
use crate::components::{Tone, alert};
use crate::pages::Page;
use crate::render;
use crate::request::{PageRequest, PageResponse, Visitor};

/// What the page says.
#[derive(Clone, Debug, Default)]
pub struct SignIn {
    /// Where to go on.
    pub back: String,
    /// Why the last attempt failed.
    pub problem: Option<Problem>,
}

/// The page, at a revision of the catalog.
pub fn sign_in(request: &PageRequest, revision: u64, shown: SignIn) -> PageResponse {
    let visitor = request.visitor.clone();
    let status = shown.problem.as_ref().map_or(200, |problem| problem.status);
    let title = if visitor.is_some() { "Signed in" } else { "Sign in" };
    let page = Page::new(title, move || match &visitor {
        Some(visitor) => signed_in(visitor),
        None => form(&shown),
    });
    render::document(request, revision, page.with_status(status))
}

fn form(shown: &SignIn) -> AnyView {
    let problem = shown.problem.clone().map(|problem| {
        let detail = view! { <p>{problem.detail}</p> };
        alert(Tone::Error, problem.title, detail)
    });
    view! {
        <div class="access">
            <h1>"Sign in"</h1>
            {problem}
            <form class="access-form" method="post" action="/sign-in">
                <input type="hidden" name="back" value=shown.back.clone() />
                // What keeps passwords wants a name beside each.
                <input type="text" name="username" value="token" autocomplete="username" hidden readonly />
                <label>
                    <span>"Token"</span>
                    <input type="password" name="token" required autocomplete="current-password" spellcheck="false" />
                </label>
                <button class="button button-main" type="submit">
                    "Sign in"
                </button>
            </form>
            <p class="access-note">
                "A token begins with " <code>"sxt_"</code> ". Whoever runs the portal makes one with "
                <code>"sextant token create NAME"</code> "; the first one stands in the file " <code>"admin-token"</code>
                " of the data directory. Signed in, you may do what the token may, for twelve hours."
            </p>
        </div>
    }
    .into_any()
}

fn signed_in(visitor: &Visitor) -> AnyView {
    let scopes = if visitor.scopes.is_empty() { "read".to_owned() } else { visitor.scopes.join(", ") };
    let tokens = visitor.is_admin.then(|| {
        view! {
            <p>
                <a href="/tokens">"Tokens"</a>
                ": who may push, send and manage."
            </p>
        }
    });
    view! {
        <div class="access">
            <h1>"Signed in"</h1>
            <p>
                "With the token " <strong>{visitor.name.clone()}</strong> ", which may " <code>{scopes}</code> "."
            </p>
            {tokens}
            <p>
                <a href=with_query("/audit", [("actor", &*format!("token:{}", visitor.name))])>"What you did"</a>
                " stands in the audit log."
            </p>
            <form method="post" action="/sign-out">
                <button class="button" type="submit">
                    "Sign out"
                </button>
            </form>
        </div>
    }
    .into_any()
}
