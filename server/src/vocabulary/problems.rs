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

/// 400 `invalid_definition`: what is changed keeps its name, which descriptors write.
pub(crate) fn keeps_its_name(name: &str) -> Problem {
    let detail = format!(
        "{name} keeps its name and its kind, which descriptors write; define the other one beside it, and remove this one \
         when nothing uses it"
    );
    invalid(vec![DefinitionProblem { field: "name", detail }])
}

/// 400 `invalid_definition`: nobody overwrites what they have not seen.
pub(crate) fn is_defined(name: &str) -> Problem {
    let detail = format!("{name} is defined already; change it there, in the table");
    invalid(vec![DefinitionProblem { field: "name", detail }])
}

/// 400 `invalid_definition`: a form has something to choose that is not there.
pub(crate) fn not_understood(field: &'static str, written: &str) -> Problem {
    invalid(vec![DefinitionProblem { field, detail: format!("{written:?} is none of those to choose from") }])
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
