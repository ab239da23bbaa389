//! The form that defines a custom field.

use catalog_schema::vocabulary::FieldType;
use leptos::prelude::*;

use super::input::line;
use super::{FieldSettings, KINDS};

/// What the values of a type are, for people.
fn title(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::Text => "Text",
        FieldType::Number => "Number",
        FieldType::Boolean => "Yes or no",
        FieldType::Date => "Date",
        FieldType::Url => "Address of a page",
        FieldType::User => "Person",
        FieldType::SingleSelect => "One of some options",
        FieldType::MultiSelect => "Any of some options",
    }
}

pub(super) fn form(shown: &FieldSettings) -> AnyView {
    let draft = &shown.draft;
    let types = FieldType::ALL.map(|field_type| {
        view! {
            <option value=field_type.as_str() selected={field_type == draft.field_type}>
                {title(field_type)}
            </option>
        }
    });
    let kinds = KINDS.map(|kind| {
        let has = draft.kinds.iter().any(|known| known.eq_ignore_ascii_case(kind));
        view! {
            <label class="check">
                <input type="checkbox" name="kind" value=kind checked=has />
                <span>{kind}</span>
            </label>
        }
    });
    let others = draft.kinds.iter().filter(|kind| !KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind)));
    let others = others.map(|kind| view! { <input type="hidden" name="kind" value=kind.clone() /> });
    let (heading, button, cancel) = match shown.changes.is_some() {
        true => (
            format!("Change {}", draft.label()),
            "Save",
            Some(view! { <a href="/settings/fields">"Define another"</a> }),
        ),
        false => ("Define a field".to_owned(), "Define it", None),
    };
    let label = draft.label.as_deref().unwrap_or_default();
    let description = draft.description.as_deref().unwrap_or_default();
    view! {
        <section aria-labelledby="define">
            <h2 id="define">{heading}</h2>
            <form class="access-form" method="post" action="/settings/fields">
                {shown.changes.clone().map(|name| view! { <input type="hidden" name="changes" value=name /> })}
                {line("name", "Name, as descriptors write it", "cost_centre", &draft.name, true)}
                {line("label", "Label, for people", "Cost centre", label, false)}
                {line("description", "What it is for", "Who pays for it.", description, false)}
                <label>
                    <span>"Values"</span>
                    <select name="type">{types.into_iter().collect_view()}</select>
                </label>
                {line("options", "Options, between commas, where there is something to choose", "EU, US", &draft.options.join(", "), false)}
                <fieldset>
                    <legend>"Of these kinds; of every kind, if none is chosen"</legend>
                    {kinds.into_iter().collect_view()}
                    {others.collect_view()}
                </fieldset>
                {line("types", "Of these types, between commas; of every type, if there are none", "service, website", &draft.types.join(", "), false)}
                <label class="check">
                    <input type="checkbox" name="required" value="yes" checked=draft.required />
                    <span>"Required: whatever says nothing there gets a warning"</span>
                </label>
                <div class="editor-actions">
                    <button class="button button-main" type="submit">
                        {button}
                    </button>
                    {cancel}
                </div>
            </form>
        </section>
    }
    .into_any()
}
