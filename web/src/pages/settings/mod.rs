//! `/settings/…`: what an organisation defines.

mod field_form;
mod fields;
mod input;
mod type_form;
mod types;

pub use fields::{FieldSettings, field_settings};
pub use types::{TypeSettings, type_settings};

use catalog_schema::wire::Problem;
use leptos::prelude::*;

use crate::components::{Tone, alert};

/// The kinds that people define fields and types for.
const KINDS: [&str; 7] = ["Component", "API", "Resource", "System", "Domain", "Group", "User"];

/// Both pages, with the one that is shown.
fn tabs(fields: bool) -> AnyView {
    let tab = |address: &'static str, title: &'static str, here: bool| {
        view! {
            <li>
                <a href=address aria-current=here.then_some("page")>
                    {title}
                </a>
            </li>
        }
    };
    view! {
        <nav class="tabs" aria-label="Definitions">
            <ul>{tab("/settings/fields", "Custom fields", fields)} {tab("/settings/types", "Types", !fields)}</ul>
        </nav>
    }
    .into_any()
}

fn problem(problem: Option<&Problem>) -> Option<AnyView> {
    let problem = problem?;
    let items = problem.items.iter().map(|item| view! { <li>{format!("{}: {}", item.field, item.detail)}</li> });
    let detail = match problem.items.is_empty() {
        true => view! { <p>{problem.detail.clone()}</p> }.into_any(),
        false => view! { <ul>{items.collect_view()}</ul> }.into_any(),
    };
    Some(alert(Tone::Error, problem.title.clone(), detail))
}

/// A button that defines something no more, in a form of its own.
fn remove(address: &'static str, hidden: Vec<(&'static str, String)>, label: String) -> AnyView {
    let hidden = hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <form method="post" action=address>
            {hidden.collect_view()}
            <button class="button" type="submit" aria-label=label>
                "Remove"
            </button>
        </form>
    }
    .into_any()
}
