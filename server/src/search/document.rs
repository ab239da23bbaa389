//! An entity as a document of the index.

use catalog_schema::model::EntityRef;
use tantivy::TantivyDocument;

use super::UidKey;
use super::analyzer::squeezed;
use super::fields::Fields;
use crate::live::change::EntityVersion;

/// How much of an API's definition is searchable, in bytes.
const MAX_DEFINITION: usize = 64 * 1024;

/// The document of an entity.
pub(super) fn document(fields: &Fields, version: &EntityVersion) -> TantivyDocument {
    let entity = &*version.entity;
    let mut document = TantivyDocument::default();
    document.add_text(fields.uid, &version.uid);
    document.add_u64(fields.key, UidKey::of(&version.uid).to_index());

    let display_name = entity.profile.as_ref().and_then(|profile| profile.display_name.as_deref());
    let titles = entity.title.as_deref().into_iter().chain(display_name);
    document.add_text(fields.name, &entity.name);
    document.add_text(fields.exact, squeezed(&entity.name));
    document.add_text(fields.exact, squeezed(entity.entity_ref().as_str()));
    for title in titles {
        document.add_text(fields.title, title);
        document.add_text(fields.exact, squeezed(title));
    }
    for alias in &entity.aliases {
        document.add_text(fields.alias, &alias.value);
        document.add_text(fields.exact, squeezed(&alias.value));
    }
    for tag in &entity.tags {
        document.add_text(fields.tag, tag);
    }

    let references = entity.owner.iter().chain(&entity.additional_owners).chain(&entity.system);
    let facts = [Some(&entity.kind), entity.entity_type.as_ref(), entity.lifecycle.as_ref(), entity.language.as_ref()];
    let facts = facts.into_iter().flatten().map(String::as_str);
    let email = entity.profile.as_ref().and_then(|profile| profile.email.as_deref());
    for fact in facts.chain(references.map(EntityRef::name)).chain(email) {
        document.add_text(fields.fact, fact);
    }
    for (key, value) in &entity.labels {
        document.add_text(fields.fact, key);
        document.add_text(fields.fact, value);
    }

    if let Some(description) = &entity.description {
        document.add_text(fields.text, description);
    }
    if let Some(definition) = entity.api.as_ref().and_then(|api| api.definition.as_deref()) {
        document.add_text(fields.text, &definition[..definition.floor_char_boundary(MAX_DEFINITION)]);
    }
    document
}
