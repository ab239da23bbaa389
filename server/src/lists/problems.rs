//! What reads may answer instead: problems with stable codes.

use catalog_schema::filter::FilterError;
use catalog_schema::model::{EntityRef, RefError};
use catalog_schema::wire::Problem;

use crate::live::Live;
use crate::search;

/// The request does not make sense.
pub(crate) fn bad_request(code: &str, title: &str, detail: impl Into<String>) -> Problem {
    Problem::new(400, code, title, detail)
}

/// 400 `invalid_ref`.
pub(crate) fn invalid_ref(error: &RefError) -> Problem {
    bad_request("invalid_ref", "Invalid entity reference", error.to_string())
}

/// 400 `invalid_filter`, for text that does not parse.
pub(crate) fn invalid_filter(text: &str, error: &FilterError) -> Problem {
    bad_request("invalid_filter", "Invalid filter", format!("in the filter {text:?}, {error}"))
}

/// 400 `invalid_filter`, for a value that its field cannot have.
pub(crate) fn invalid_value(field: &str, value: &str, allowed: &str) -> Problem {
    let detail = format!("{field}={value:?} can match nothing; {field} takes {allowed}");
    bad_request("invalid_filter", "Invalid filter", detail)
}

/// 400 with the names that there are.
pub(crate) fn unknown_name(code: &str, title: &str, name: &str, allowed: &str) -> Problem {
    let near = allowed.split(", ").map(|known| (strsim::osa_distance(&name.to_lowercase(), known), known)).min();
    let hint = match near {
        Some((distance, known)) if distance <= 2 => format!(" (did you mean {known}?)"),
        _ => String::new(),
    };
    bad_request(code, title, format!("there is no {name:?}{hint}; allowed are {allowed}"))
}

/// 400 `invalid_limit`.
pub(crate) fn invalid_limit(limit: u32, most: u32) -> Problem {
    bad_request("invalid_limit", "Invalid limit", format!("limit is {limit}; it must be between 1 and {most}"))
}

/// 404 `entity_not_found`, with references that are nearly the one asked for.
pub(crate) fn entity_not_found(live: &Live, entity_ref: &EntityRef) -> Problem {
    let near: Vec<String> = search::near_refs(live, entity_ref).iter().map(ToString::to_string).collect();
    let hint = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) };
    Problem::new(404, "entity_not_found", "No such entity", format!("there is no {entity_ref} in the catalog{hint}"))
}
