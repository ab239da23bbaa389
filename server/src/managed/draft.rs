//! From the fields of a form to a descriptor.

use std::collections::BTreeMap;

use catalog_schema::vocabulary::{FieldDefinition, Vocabulary};
use web::Draft;

use super::fill::{begin, fill};

/// The custom fields that an entity of this draft has.
fn having<'v>(draft: &Draft, vocabulary: &'v Vocabulary) -> impl Iterator<Item = &'v FieldDefinition> {
    let (kind, entity_type) = (kind(draft).to_owned(), draft.entity_type.trim().to_owned());
    vocabulary.fields().filter(move |field| vocabulary.applies(field, &kind, Some(entity_type.as_str())))
}

fn kind(draft: &Draft) -> &str {
    if draft.kind.trim().is_empty() { "Component" } else { draft.kind.trim() }
}

/// What is wrong with the custom fields of a draft, by name.
pub(crate) fn wrong_fields(draft: &Draft, vocabulary: &Vocabulary) -> BTreeMap<String, String> {
    let wrong = having(draft, vocabulary).filter_map(|field| {
        let typed = draft.fields.get(&field.name).map_or("", String::as_str);
        let wrong = match field.parse(typed) {
            Ok(value) if value.is_null() && field.required => Some("it is required; say something here".to_owned()),
            Ok(_) => None,
            Err(wrong) => Some(wrong),
        };
        Some((field.name.clone(), wrong?))
    });
    wrong.collect()
}

/// The descriptor that says what the fields say, in the native format. What is empty is left out, and so are custom fields
/// that are wrong or that the entity has not.
pub(crate) fn to_text(draft: &Draft, vocabulary: &Vocabulary) -> String {
    let kind = kind(draft);
    let mut written = begin(kind, draft.namespace.trim(), draft.name.trim());
    for (column, value) in [
        ("title", &draft.title),
        ("description", &draft.description),
        ("tags", &draft.tags),
        ("type", &draft.entity_type),
        ("lifecycle", &draft.lifecycle),
        ("owner", &draft.owner),
        ("system", &draft.system),
        ("tier", &draft.tier),
        ("depends_on", &draft.depends_on),
    ] {
        fill(&mut written, column, value);
    }
    for field in having(draft, vocabulary) {
        let value = draft.fields.get(&field.name).and_then(|typed| field.parse(typed).ok());
        written.set_custom_field(&field.name, value.filter(|value| !value.is_null()));
    }
    written.to_text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_written_and_nothing_else() {
        let draft = Draft {
            kind: "Component".into(),
            name: "ledger".into(),
            description: "Who owes: what?".into(),
            owner: " payments ".into(),
            tier: "2".into(),
            tags: "rust, , money".into(),
            ..Draft::default()
        };
        let text = to_text(&draft, &Vocabulary::default());
        assert!(
            text.contains("name: ledger") && text.contains("owner: payments") && text.contains("tier: 2"),
            "{text}"
        );
        assert!(text.contains("\"Who owes: what?\"") || text.contains("'Who owes: what?'"), "{text}");
        assert!(!text.contains("lifecycle") && !text.contains("system") && !text.contains("namespace"), "{text}");
        assert_eq!(text.matches("- rust\n").count() + text.matches("- money\n").count(), 2, "{text}");
    }
}
