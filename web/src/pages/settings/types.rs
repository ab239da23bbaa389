//! `/settings/types`: which types of which kinds are defined, and what is of them.

use catalog_schema::vocabulary::TypeDefinition;
use catalog_schema::wire::{DefinedType, Problem};
use leptos::prelude::*;

use super::type_form::form;
use super::{problem, remove, tabs};
use crate::address::{catalog_page, with_query};
use crate::components::count_link;
use crate::pages::Page;
use crate::render;
use crate::request::{PageRequest, PageResponse};

/// What the page says.
#[derive(Clone, Debug, Default)]
pub struct TypeSettings {
    /// All of them, by kind and name.
    pub items: Vec<DefinedType>,
    /// What the form has: what is changed, or was typed.
    pub draft: TypeDefinition,
    /// The form is about the one of this kind and name, which is defined already.
    pub changes: Option<(String, String)>,
    /// Why nothing was defined.
    pub problem: Option<Problem>,
}

/// The page, at a revision of the catalog.
pub fn type_settings(request: &PageRequest, revision: u64, shown: TypeSettings) -> PageResponse {
    let status = shown.problem.as_ref().map_or(200, |problem| problem.status);
    let may_define = request.visitor.as_ref().is_some_and(|visitor| visitor.is_admin);
    let page = Page::new("Types", move || view(&shown, may_define)).with_json("/api/v1/types".to_owned());
    render::document(request, revision, page.with_status(status))
}

fn view(shown: &TypeSettings, may_define: bool) -> AnyView {
    let form = may_define.then(|| form(shown));
    view! {
        <div class="access settings">
            <h1>"Types"</h1>
            {tabs(false)}
            <p class="access-note">
                "What a component, an API or anything else can be, such as a service. Where types of a kind are defined, any other \
                word gets a hint at its line; where none is, every word is taken."
            </p>
            {problem(shown.problem.as_ref())}
            {table(&shown.items, may_define)}
            {form}
        </div>
    }
    .into_any()
}

fn table(items: &[DefinedType], may_define: bool) -> AnyView {
    if items.is_empty() {
        return view! { <p class="absent">"No type is defined yet."</p> }.into_any();
    }
    view! {
        <table class="rows">
            <caption class="visually-hidden">"Types"</caption>
            <thead>
                <tr>
                    <th scope="col">"Type"</th>
                    <th scope="col">"Kind"</th>
                    <th scope="col">"Also written"</th>
                    <th scope="col" class="figure">
                        "Entities"
                    </th>
                    {may_define.then(|| view! { <th scope="col"><span class="visually-hidden">"Change it"</span></th> })}
                </tr>
            </thead>
            <tbody>{items.iter().map(|item| row(item, may_define)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(item: &DefinedType, may_define: bool) -> AnyView {
    let defined = &item.definition;
    let name = (defined.title() != defined.name).then(|| view! { " " <code>{defined.name.clone()}</code> });
    let description = defined.description.clone().map(|text| view! { <div class="row-note">{text}</div> });
    let list = catalog_page([("filter", defined.filter().as_str())]);
    let change = may_define.then(|| {
        let address = with_query("/settings/types", [("kind", defined.kind.as_str()), ("edit", defined.name.as_str())]);
        let hidden = vec![("kind", defined.kind.clone()), ("name", defined.name.clone())];
        view! {
            <td class="row-actions">
                <a class="button" href=format!("{address}#define") aria-label=format!("Change {}", defined.title())>
                    "Change"
                </a>
                {remove("/settings/types/remove", hidden, format!("Remove {}", defined.title()))}
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row" class="row-name">
                {defined.title().to_owned()}
                {name}
                {description}
            </th>
            <td data-label="Kind">{defined.kind.clone()}</td>
            <td data-label="Also written">{defined.aliases.join(", ")}</td>
            <td data-label="Entities" class="figure">
                {count_link(item.entities, list)}
            </td>
            {change}
        </tr>
    }
    .into_any()
}
