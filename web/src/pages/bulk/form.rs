//! What is to become of all of them.

use leptos::prelude::*;

use super::BulkDraft;
use crate::components::{choice, words};

const LIFECYCLES: [&str; 3] = ["experimental", "production", "deprecated"];
const TIERS: [(&str, &str); 4] = [("1", "1, most critical"), ("2", "2"), ("3", "3"), ("4", "4, least critical")];
const STAYS: &str = "Leave as it is";

pub(super) fn form(draft: &BulkDraft) -> AnyView {
    let lifecycles = LIFECYCLES.map(|value| (value.to_owned(), value.to_owned())).to_vec();
    let tiers = TIERS.map(|(value, label)| (value.to_owned(), label.to_owned())).to_vec();
    view! {
        <p class="access-note">
            "What is left empty stays as it is. Entities that the portal keeps are changed; to those that files describe, the \
            portal adds what no file says."
        </p>
        <form method="post" action="/catalog/edit" class="access-form">
            {refs(draft)}
            {words("owner", "Owner", "payments", Some(&draft.owner))}
            {choice("lifecycle", "Lifecycle", STAYS, chosen(&draft.lifecycle), lifecycles)}
            {choice("tier", "Tier", STAYS, chosen(&draft.tier), tiers)}
            {words("add_tags", "Add tags, between commas", "rust, checkout", Some(&draft.add_tags))}
            {words("remove_tags", "Remove tags, between commas", "legacy", Some(&draft.remove_tags))}
            <button class="button button-main" type="submit" name="action" value="preview">
                "Preview"
            </button>
        </form>
    }
    .into_any()
}

/// The entities, for the next step.
pub(super) fn refs(draft: &BulkDraft) -> AnyView {
    view! { <input type="hidden" name="refs" value=draft.refs.join(" ") /> }.into_any()
}

fn chosen(value: &str) -> Option<&str> {
    Some(value).filter(|value| !value.is_empty())
}
