//! `/settings/fields`: which custom fields are defined, and what uses them.

use catalog_schema::vocabulary::{FieldDefinition, filter_key};
use catalog_schema::wire::{DefinedField, Problem};
use leptos::prelude::*;

use super::field_form::form;
use super::{problem, remove, tabs};
use crate::address::{catalog_page, with_query};
use crate::components::count_link;
use crate::pages::Page;
use crate::render;
use crate::request::{PageRequest, PageResponse};

/// What the page says.
#[derive(Clone, Debug, Default)]
pub struct FieldSettings {
    /// All of them, by name.
    pub items: Vec<DefinedField>,
    /// What the form has: what is changed, or was typed.
    pub draft: FieldDefinition,
    /// The form is about the one of this name, which is defined already.
    pub changes: Option<String>,
    /// Why nothing was defined.
    pub problem: Option<Problem>,
}

/// The page, at a revision of the catalog.
pub fn field_settings(request: &PageRequest, revision: u64, shown: FieldSettings) -> PageResponse {
    let status = shown.problem.as_ref().map_or(200, |problem| problem.status);
    let may_define = request.visitor.as_ref().is_some_and(|visitor| visitor.is_admin);
    let page = Page::new("Custom fields", move || view(&shown, may_define)).with_json("/api/v1/fields".to_owned());
    render::document(request, revision, page.with_status(status))
}

fn view(shown: &FieldSettings, may_define: bool) -> AnyView {
    let form = may_define.then(|| form(shown));
    view! {
        <div class="access settings">
            <h1>"Custom fields"</h1>
            {tabs(true)}
            <p class="access-note">
                "What descriptors say under " <code>"customFields"</code>
                ". A defined field has a type: what does not fit it gets a warning at its line, and nothing is refused. Fields that \
                nobody has defined are taken as they are."
            </p>
            {problem(shown.problem.as_ref())}
            {table(&shown.items, may_define)}
            {form}
        </div>
    }
    .into_any()
}

fn table(items: &[DefinedField], may_define: bool) -> AnyView {
    if items.is_empty() {
        return view! { <p class="absent">"No custom field is defined yet."</p> }.into_any();
    }
    view! {
        <table class="rows">
            <caption class="visually-hidden">"Custom fields"</caption>
            <thead>
                <tr>
                    <th scope="col">"Field"</th>
                    <th scope="col">"Values"</th>
                    <th scope="col">"Of"</th>
                    <th scope="col">"Required"</th>
                    <th scope="col" class="figure">
                        "Used by"
                    </th>
                    {may_define.then(|| view! { <th scope="col"><span class="visually-hidden">"Change it"</span></th> })}
                </tr>
            </thead>
            <tbody>{items.iter().map(|item| row(item, may_define)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(item: &DefinedField, may_define: bool) -> AnyView {
    let field = &item.definition;
    let name = (field.label() != field.name).then(|| view! { " " <code>{field.name.clone()}</code> });
    let description = field.description.clone().map(|text| view! { <div class="row-note">{text}</div> });
    let options = (!field.options.is_empty()).then(|| format!(": {}", field.options.join(", ")));
    let values = field.field_type.as_str().replace('_', " ");
    let kinds = if field.kinds.is_empty() { "every kind".to_owned() } else { field.kinds.join(", ") };
    let types = (!field.types.is_empty()).then(|| format!(", type {}", field.types.join(" or ")));
    let list = catalog_page([("filter", filter_key(&field.name).as_str())]);
    let change = may_define.then(|| {
        let address = with_query("/settings/fields", [("edit", field.name.as_str())]);
        view! {
            <td class="row-actions">
                <a class="button" href=format!("{address}#define") aria-label=format!("Change {}", field.label())>
                    "Change"
                </a>
                {remove("/settings/fields/remove", vec![("name", field.name.clone())], format!("Remove {}", field.label()))}
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row" class="row-name">
                {field.label().to_owned()}
                {name}
                {description}
            </th>
            <td data-label="Values">{values} {options}</td>
            <td data-label="Of">{kinds} {types}</td>
            <td data-label="Required">{if field.required { "yes" } else { "no" }}</td>
            <td data-label="Used by" class="figure">
                {count_link(item.entities, list)}
            </td>
            {change}
        </tr>
    }
    .into_any()
}
