//! What a decoder asks of this crate.

use catalog_schema::diagnostic::FieldProblem;
use catalog_schema::model::{Entity, Format};

use crate::declared::read_fact_type;
use crate::definition::read;
use crate::initiative::read_initiative;

/// What is wrong with a native descriptor of a scorecard, of the type of a fact or of an initiative; nothing of anything else. To be handed to
/// [`decode_examined`](catalog_schema::decode::decode_examined).
pub fn examine(entity: &Entity) -> Vec<FieldProblem> {
    match entity.kind.as_str() {
        _ if entity.format != Format::Native => Vec::new(),
        "Scorecard" => read(&entity.descriptor).problems,
        "FactType" => read_fact_type(&entity.descriptor).problems,
        "Initiative" => read_initiative(&entity.descriptor).problems,
        _ => Vec::new(),
    }
}
