//! A decoded file as text: every unit with what its entity says, then what the file is told.

use std::fmt::Write as _;

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::diagnostic::concise;
use catalog_schema::model::{Entity, Relation};
use serde_json::Value;

/// What becomes of a file.
pub(crate) fn shown(path: &str, text: &str) -> String {
    let decoded = decode(path, text.as_bytes(), &DecodeOptions::default());
    let mut shown = String::new();
    for unit in &decoded.documents {
        let _ = write!(shown, "#{} {}-{} ", unit.index, unit.start_line, unit.end_line);
        match &unit.outcome {
            DocumentOutcome::Entity(entity) => shown.push_str(&fields(entity)),
            DocumentOutcome::Broken => shown.push_str("broken\n"),
            DocumentOutcome::NotADescriptor => shown.push_str("not a descriptor\n"),
            DocumentOutcome::Template => shown.push_str("template\n"),
            DocumentOutcome::Empty => shown.push_str("empty\n"),
        }
    }
    let told = concise(&decoded.diagnostics);
    if !told.is_empty() {
        let _ = write!(shown, "--\n{told}");
    }
    shown.trim_end().to_owned()
}

/// The fields that say something, one a line.
fn fields(entity: &Entity) -> String {
    let mut shown = format!("{} {}\n", entity.kind, entity.entity_ref());
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(shown, "  {name}: {value}");
        }
    };
    line("title", entity.title.clone());
    line("description", entity.description.clone());
    line("type", entity.entity_type.clone());
    line("lifecycle", entity.lifecycle.clone());
    line("tier", entity.tier.map(|tier| tier.to_string()));
    line("language", entity.language.clone());
    line("owner", entity.owner.as_ref().map(ToString::to_string));
    for owner in &entity.additional_owners {
        line("additional owner", Some(owner.to_string()));
    }
    line("system", entity.system.as_ref().map(ToString::to_string));
    line("tags", (!entity.tags.is_empty()).then(|| entity.tags.join(", ")));
    for (key, value) in entity.labels.iter().chain(&entity.annotations) {
        line(key, Some(value.clone()));
    }
    for link in &entity.links {
        line(link.link_type.as_str(), Some(format!("{} {}", link.url, link.title.as_deref().unwrap_or("-"))));
    }
    for alias in &entity.aliases {
        line("alias", Some(format!("{} {}", alias.scheme, alias.value)));
    }
    for relation in &entity.relations {
        line("relation", Some(related(relation)));
    }
    if let Some(profile) = &entity.profile {
        line("profile", Some(format!("{:?} {:?}", profile.display_name, profile.email)));
    }
    if let Some(api) = &entity.api {
        line("api", Some(format!("{:?} {:?} {:?}", api.spec_type, api.reference, api.definition)));
    }
    for (name, value) in &entity.custom_fields {
        line("field", Some(format!("{name} = {value}")));
    }
    let kept = &entity.descriptor["spec"][entity.format.as_str()];
    assert!(kept.is_object(), "the document as written is kept: {}", entity.descriptor);
    shown
}

fn related(relation: &Relation) -> String {
    let Relation { relation_type, target, spelling, origin, attributes } = relation;
    let attributes =
        if attributes.is_empty() { String::new() } else { format!(" {}", Value::Object(attributes.clone())) };
    let written = spelling.text.as_ref().map(|text| format!(" {}: {text}", spelling.form.as_str())).unwrap_or_default();
    format!("{relation_type} {target} ({origin}){attributes}{written}")
}
