//! What somebody who knows a kind better has to say of a descriptor.

use super::{DocumentOutcome, Examine};
use crate::diagnostic::{FieldPart, FieldProblem, Severity};
use crate::formats::{Problem, Target};
use crate::model::{Entity, Format};
use crate::yaml::Document;

/// The same outcome, or a broken document where an error was found; with all problems.
pub(super) fn examined(
    examine: Examine<'_>,
    (outcome, mut problems): (DocumentOutcome, Vec<Problem>),
    document: &Document<'_>,
) -> (DocumentOutcome, Vec<Problem>) {
    let entity = match outcome {
        DocumentOutcome::Entity(entity) if entity.format == Format::Native => entity,
        other => return (other, problems),
    };
    let found = examine(&entity);
    let broken = found.iter().any(|problem| problem.code.severity == Severity::Error);
    problems.extend(found.into_iter().map(|problem| targeted(problem, &entity, document)));
    let outcome = if broken { DocumentOutcome::Broken } else { DocumentOutcome::Entity(entity) };
    (outcome, problems)
}

/// The problem at its place in the document.
fn targeted(problem: FieldProblem, entity: &Entity, document: &Document<'_>) -> Problem {
    let FieldProblem { code, message, help, pointer, part } = problem;
    let target = match part {
        FieldPart::Key => Target::Key(pointer),
        FieldPart::Value => Target::Value(pointer),
        FieldPart::Within(bytes) => {
            let text = entity.descriptor.pointer(&pointer).and_then(serde_json::Value::as_str);
            let place = text.and_then(|text| document.within(&pointer, text, &bytes));
            place.map_or(Target::Value(pointer), Target::At)
        }
    };
    Problem::new(code, target, message).with_help(help)
}
