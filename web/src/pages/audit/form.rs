//! What the entries can be narrowed to. A plain form: it works without JavaScript, and its address can be shared.

use leptos::prelude::*;

use super::sentence::ACTIONS;
use super::state::AuditState;
use crate::components::{choice, words};

/// The form, which starts with the newest entry.
pub(super) fn form(state: &AuditState) -> AnyView {
    let asked = &state.asked;
    let actions = ACTIONS.map(|(action, title)| (action.to_owned(), title.to_owned()));
    let clear = state.is_narrowed().then(|| view! { <a href="/audit">"Show everything"</a> });
    view! {
        <form class="narrow-form" action="/audit" method="get" role="search" aria-label="Audit log">
            {words("actor", "Who", "token:ci", asked.actor.as_deref())}
            {choice("action", "What", "Anything", asked.action.as_deref(), actions.into())}
            {words("subject", "To what", "shop, or shop*", asked.subject.as_deref())}
            {words("since", "Since", "2026-11-01", asked.since.as_deref())}
            {words("until", "Until", "2026-11-30", asked.until.as_deref())}
            <p class="narrow-form-end">
                <button class="button" type="submit">
                    "Narrow"
                </button>
                {clear}
            </p>
        </form>
    }
    .into_any()
}
