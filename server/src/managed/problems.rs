//! Why nothing was changed.

use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::model::EntityRef;
use catalog_schema::wire::Problem;

use super::document::LARGEST;

/// 413 `body_too_large`.
pub(super) fn too_large() -> Problem {
    let detail = format!("a descriptor may have {} MiB", LARGEST >> 20);
    Problem::new(413, "body_too_large", "Body too large", detail)
}

/// 400 `other_entity`: the text describes another one than the address names.
pub(super) fn other_entity(asked: &EntityRef, described: &EntityRef) -> Problem {
    let detail = format!(
        "the address is that of {asked}, and the text describes {described}; change `kind`, `metadata.name` or \
         `metadata.namespace`, or send it to the other address"
    );
    Problem::new(400, "other_entity", "Another entity", detail)
}

/// 422 `descriptor_errors` where the text describes nothing.
pub(super) fn no_entity(diagnostics: Vec<Diagnostic>) -> Problem {
    let detail = "the text describes no entity; mend what `diagnostics` say, nothing was changed";
    let problem = Problem::new(422, "descriptor_errors", "Descriptors with errors", detail);
    Problem { diagnostics, ..problem }
}

/// 400 `other_entity` where it describes more than one.
pub(super) fn several() -> Problem {
    let detail = "the text describes several entities; send each to its own address";
    Problem::new(400, "other_entity", "Another entity", detail)
}

/// 409 `described_by_file`.
pub(super) fn described_by_file(entity_ref: &EntityRef, source: &str, path: &str) -> Problem {
    let detail = format!(
        "{entity_ref} is described by {path} of the source {source}: change it there, or add fields that it does not have \
         with `overlay=true`"
    );
    Problem::new(409, "described_by_file", "Described by a file", detail)
}

/// 409 `nothing_to_add_to`.
pub(super) fn nothing_to_add_to(entity_ref: &EntityRef) -> Problem {
    let detail =
        format!("no file describes {entity_ref}, so that there is nothing to add fields to; leave `overlay` out");
    Problem::new(409, "nothing_to_add_to", "Nothing to add to", detail)
}

/// 404 `not_managed`.
pub(super) fn not_managed(entity_ref: &EntityRef, file: Option<(&str, &str)>) -> Problem {
    let detail = match file {
        Some((source, path)) => {
            format!("{entity_ref} is described by {path} of the source {source}; what goes there, goes here")
        }
        None => format!("the portal keeps no {entity_ref}"),
    };
    Problem::new(404, "not_managed", "Not kept in the portal", detail)
}

/// 412 `changed_meanwhile`.
pub(super) fn changed_meanwhile(entity_ref: &EntityRef, current: Option<u64>) -> Problem {
    let detail = match current {
        Some(revision) => {
            format!("{entity_ref} was changed meanwhile, by revision {revision}; look at it as it is now")
        }
        None => format!("{entity_ref} is not there any more"),
    };
    Problem::new(412, "changed_meanwhile", "Changed meanwhile", detail)
}

/// 412 `exists_already`.
pub(super) fn exists_already(entity_ref: &EntityRef) -> Problem {
    let detail = format!("there is {entity_ref} already; choose another name, or change that one");
    Problem::new(412, "exists_already", "There is such an entity", detail)
}

/// 503 `write_overtaken`.
pub(super) fn overtaken() -> Problem {
    let detail = "others change entities of the portal at the same moment; try again";
    Problem::new(503, "write_overtaken", "Overtaken", detail)
}

/// 400 `nothing_chosen`.
pub(super) fn nothing_chosen() -> Problem {
    let detail = "no entity is chosen; name some in `refs`, or say with `filter` which";
    Problem::new(400, "nothing_chosen", "Nothing chosen", detail)
}

/// 400 `nothing_to_change`.
pub(super) fn nothing_to_change() -> Problem {
    let detail = "nothing is to be changed; say in `set`, `add_tags` or `remove_tags` what";
    Problem::new(400, "nothing_to_change", "Nothing to change", detail)
}

/// 400 `invalid_body` where a number is no tier.
pub(super) fn no_tier(tier: u8) -> Problem {
    Problem::new(400, "invalid_body", "Invalid body", format!("{tier} is no tier; write 1 (most critical) to 4"))
}

/// 422 `too_many_entities`.
pub(super) fn too_many_entities(chosen: u64, most: usize) -> Problem {
    let detail = format!(
        "{chosen} entities are chosen, and one change takes {most}; narrow the filter, and go on with the rest"
    );
    Problem::new(422, "too_many_entities", "Too many entities", detail)
}

/// 422 `invalid_table`.
pub(super) fn invalid_table(why: &str) -> Problem {
    Problem::new(422, "invalid_table", "Not a table", format!("the table cannot be taken: {why}"))
}

/// 422 `invalid_rows`: so many are wrong, and up to so many problems are told.
pub(super) fn invalid_rows(wrong: usize, told: usize) -> Problem {
    let first = if wrong > told { format!(" of the first {told} problems") } else { String::new() };
    let rows = if wrong == 1 { "a row is".to_owned() } else { format!("{wrong} rows are") };
    let detail = format!(
        "{rows} wrong, and nothing was written; mend what `items` say{first}, or take only the others with only_right"
    );
    Problem::new(422, "invalid_rows", "Rows with errors", detail)
}
