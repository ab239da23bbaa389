//! Custom fields and types that are defined.

pub(super) mod define_field;
pub(super) mod define_type;
pub(super) mod fields;
pub(super) mod remove_field;
pub(super) mod remove_type;
pub(super) mod show_field;
pub(super) mod show_type;
pub(super) mod types;

use catalog_schema::wire::Problem;

/// 400 `invalid_definition`: the body names something else than the address.
fn other_name(field: &str, said: &str, asked: &str) -> Problem {
    let detail = format!("{field}: the address has {asked:?}, and the body {said:?}; leave it out of the body");
    Problem::new(400, "invalid_definition", "Invalid definition", detail)
}
