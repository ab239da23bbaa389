//! Why nothing was defined.

use catalog_schema::vocabulary::DefinitionProblem;
use catalog_schema::wire::{ItemProblem, Problem};

/// 400 `invalid_definition`.
pub(super) fn invalid(found: Vec<DefinitionProblem>) -> Problem {
    let told: Vec<String> = found.iter().map(|problem| format!("{}: {}", problem.field, problem.detail)).collect();
    let problem = Problem::new(400, "invalid_definition", "Invalid definition", told.join("; "));
    let item = |problem: DefinitionProblem| ItemProblem {
        index: 0,
        field: problem.field.to_owned(),
        detail: problem.detail,
        help: String::new(),
    };
    Problem { items: found.into_iter().map(item).collect(), ..problem }
}

/// 404 `field_not_found`.
pub(crate) fn no_field(name: &str) -> Problem {
    let detail = format!("no custom field {name:?} is defined; /api/v1/fields lists them");
    Problem::new(404, "field_not_found", "No such field", detail)
}

/// 404 `type_not_found`.
pub(crate) fn no_type(kind: &str, name: &str) -> Problem {
    let detail = format!("no type {name:?} of the kind {kind:?} is defined; /api/v1/types lists them");
    Problem::new(404, "type_not_found", "No such type", detail)
}

/// 422 `too_many_definitions`.
pub(super) fn too_many(most: usize) -> Problem {
    let detail = format!("there are {most} already; remove what nothing uses");
    Problem::new(422, "too_many_definitions", "Too many definitions", detail)
}
