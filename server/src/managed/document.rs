//! The one document that is kept of an entity.

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::diagnostic::{Diagnostic, Severity};
use catalog_schema::model::EntityRef;
use catalog_schema::wire::Problem;

use super::problems;

/// The largest text, in bytes.
pub(super) const LARGEST: usize = 1 << 20;

/// Where a document stands within its location.
pub(super) fn path(entity_ref: &EntityRef) -> String {
    format!("{}/{}/{}.yaml", entity_ref.kind(), entity_ref.namespace(), entity_ref.name())
}

/// The entity that a text describes.
///
/// # Errors
/// 413 `body_too_large`, 422 `descriptor_errors` where it describes none, or 400 `other_entity` where several.
pub(super) fn described(text: &str, options: &DecodeOptions) -> Result<EntityRef, Problem> {
    if text.len() > LARGEST {
        return Err(problems::too_large());
    }
    let decoded = decode("descriptor.yaml", text.as_bytes(), options);
    let mut described = decoded.documents.iter().filter_map(|document| match &document.outcome {
        DocumentOutcome::Entity(entity) => Some(entity.entity_ref()),
        _ => None,
    });
    match (described.next(), described.next()) {
        (Some(one), None) => Ok(one),
        (Some(_), Some(_)) => Err(problems::several()),
        (None, _) => Err(problems::no_entity(decoded.diagnostics)),
    }
}

/// Checks that a text is one document, about this entity. What else may be wrong with it the ingestion says.
///
/// # Errors
/// As [`described`], and 400 `other_entity` where it is about another one.
pub(super) fn check(entity_ref: &EntityRef, text: &str, options: &DecodeOptions) -> Result<(), Problem> {
    let described = described(text, options)?;
    if described == *entity_ref { Ok(()) } else { Err(problems::other_entity(entity_ref, &described)) }
}

/// What is wrong with a text of the portal's, each with what to do about it.
pub(super) fn diagnosed(text: &str, options: &DecodeOptions) -> Vec<(Severity, String)> {
    let told = |found: Diagnostic| match found.help {
        Some(help) => (found.severity, format!("{}; {help}", found.message)),
        None => (found.severity, found.message),
    };
    decode("descriptor.yaml", text.as_bytes(), options).diagnostics.into_iter().map(told).collect()
}
