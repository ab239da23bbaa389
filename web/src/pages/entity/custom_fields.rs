//! What an organisation knows of an entity in fields of its own.

use catalog_schema::filter::Condition;
use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef};
use catalog_schema::vocabulary::{FieldDefinition, FieldType, Vocabulary, filter_key};
use catalog_schema::wire::Entity;
use leptos::prelude::*;
use serde_json::Value;

use crate::address::{catalog_page, entity_page, short_name};
use crate::components::{is_safe_address, safe_link};

/// Values of a list that lead to what has them too are no longer than this, in bytes.
const LONGEST: usize = 200;

/// The fields that it has, and those that it should have; defined ones by their labels.
pub(super) fn custom_fields(entity: &Entity, vocabulary: &Vocabulary) -> Option<AnyView> {
    let (kind, entity_type) = (entity.kind.as_str(), entity.entity_type.as_deref());
    let applies = |field: &&FieldDefinition| vocabulary.applies(field, kind, entity_type);
    let said = entity.custom_fields.iter().map(|(name, value)| {
        let field = vocabulary.field(name).filter(applies);
        let misfit = field.and_then(|field| field.problem_of(value)).map(|problem| {
            view! {
                <p class="field-misfit">
                    <a href="/diagnostics/custom-field-value">"Does not fit"</a>
                    ": "
                    {problem}
                </p>
            }
        });
        entry(name, field, view! { {shown(name, field, value)} {misfit} }.into_any())
    });
    let missing = vocabulary.missing(kind, entity_type, &entity.custom_fields).map(|field| {
        let note = view! { <a class="absent" href="/diagnostics/missing-custom-field">"Not said, and required"</a> };
        entry(&field.name, Some(field), note.into_any())
    });
    let entries: Vec<AnyView> = said.chain(missing).collect();
    if entries.is_empty() {
        return None;
    }
    let section = view! {
        <section aria-labelledby="custom-fields">
            <h2 id="custom-fields">"Custom fields"</h2>
            <dl class="facts">{entries}</dl>
        </section>
    };
    Some(section.into_any())
}

fn entry(name: &str, field: Option<&FieldDefinition>, value: AnyView) -> AnyView {
    let label = field.map_or(name, FieldDefinition::label).to_owned();
    let title = field.and_then(|field| field.description.clone()).unwrap_or_else(|| name.to_owned());
    view! {
        <div>
            <dt title=title>{label}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}

fn shown(name: &str, field: Option<&FieldDefinition>, value: &Value) -> AnyView {
    match value {
        Value::Array(items) => {
            let items = items.iter().map(|item| one(name, field, item));
            view! { <span class="comma-list">{items.collect_view()}</span> }.into_any()
        }
        Value::Object(_) => view! { <code>{value.to_string()}</code> }.into_any(),
        value => one(name, field, value),
    }
}

fn one(name: &str, field: Option<&FieldDefinition>, value: &Value) -> AnyView {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    if is_safe_address(&text) {
        return safe_link(&text, None);
    }
    let person = field.filter(|field| field.field_type == FieldType::User && !text.contains('@'));
    if let Some(Ok(person)) = person.map(|_| EntityRef::parse(&text, Some("user"), DEFAULT_NAMESPACE)) {
        let name = short_name(person.as_str());
        return view! { <a href=entity_page(person.as_str())>{name}</a> }.into_any();
    }
    let words = match value {
        Value::Bool(true) => "Yes".to_owned(),
        Value::Bool(false) => "No".to_owned(),
        _ => text.clone(),
    };
    if text.is_empty() || text.len() > LONGEST || text.contains('\n') {
        return words.into_any();
    }
    let filter = Condition::is(filter_key(name), text).to_string();
    view! { <a href=catalog_page([("filter", filter.as_str())])>{words}</a> }.into_any()
}
