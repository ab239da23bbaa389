//! What an initiative names and is not there.

use catalog_schema::wire::{Initiative, InitiativeProblem};
use leptos::prelude::*;

use crate::address::{entity_page, with_query};
use crate::components::{Tone, alert};

/// What is wrong, each with its line; nothing where all is understood.
pub(super) fn problems(initiative: &Initiative) -> Option<AnyView> {
    if initiative.problems.is_empty() {
        return None;
    }
    let items = initiative.problems.iter().map(|problem| item(initiative, problem)).collect_view();
    let body = view! {
        <p>"While it names what is not there, nothing is counted."</p>
        <ul>{items}</ul>
    };
    Some(alert(Tone::Error, "This initiative is not understood", body))
}

fn item(initiative: &Initiative, problem: &InitiativeProblem) -> AnyView {
    let place = &initiative.defined_at;
    let descriptor = with_query(&entity_page(&place.entity_ref), [("tab", "descriptor")]);
    let (address, line) = match problem.line {
        Some(line) => (format!("{descriptor}#L{line}"), format!("{} line {line}", place.path)),
        None => (descriptor, place.path.clone()),
    };
    view! {
        <li>
            <a href=address>{line}</a>
            {format!(": {}; {}", problem.message, problem.help)}
        </li>
    }
    .into_any()
}
