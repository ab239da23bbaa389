//! What a decoder asks of this crate.

use catalog_schema::diagnostic::FieldProblem;
use catalog_schema::model::{Entity, Format};

use crate::definition::read;

/// What is wrong with a native descriptor of a scorecard; nothing of anything else. To be handed to
/// [`decode_examined`](catalog_schema::decode::decode_examined).
pub fn examine(entity: &Entity) -> Vec<FieldProblem> {
    if entity.format != Format::Native || entity.kind != "Scorecard" {
        return Vec::new();
    }
    read(&entity.descriptor).problems
}
