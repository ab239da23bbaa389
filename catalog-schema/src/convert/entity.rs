//! One entity to one document.

use serde_json::Value;

use super::{Gap, Target, native};
use crate::formats::backstage::{Verdict, verdict};
use crate::model::{Entity, Format};
use crate::provenance::Origins;

/// What became of an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct ConvertedEntity {
    /// The document, keys in their conventional order; none if the target knows nothing like the entity's kind.
    pub document: Option<Value>,
    /// What the document does not say, or says in vain.
    pub gaps: Vec<Gap>,
}

/// Writes the entity as a document of the target's format. One that the target takes stays as it is.
pub fn convert_entity(entity: &Entity, target: Target) -> ConvertedEntity {
    if let Some(document) = as_it_is(entity, target) {
        return ConvertedEntity { document: Some(document), gaps: Vec::new() };
    }
    let (document, gaps) = target.write(entity, &Origins::of(entity));
    ConvertedEntity { document, gaps }
}

/// The entity's own document, if the target takes it.
fn as_it_is(entity: &Entity, target: Target) -> Option<Value> {
    match (target, entity.format) {
        (Target::Native, Format::Native | Format::Backstage) => Some(native::of_envelope(entity)),
        (Target::Backstage, Format::Backstage) => {
            // A name that was made valid is not what was written.
            let document = native::as_written(entity);
            (entity.aliases.is_empty() && verdict(&document) == Verdict::Valid).then_some(document)
        }
        (Target::Compass, Format::Compass) => {
            Some(entity.descriptor["spec"][entity.format.as_str()].clone()).filter(Value::is_object)
        }
        _ => None,
    }
}
