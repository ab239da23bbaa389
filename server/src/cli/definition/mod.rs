//! `sextant field` and `sextant type`: custom fields and component types. Both work on the database itself, whether its portal
//! runs or not; one that runs looks at the descriptors again as soon as it sees the change.

mod entity_type;
mod field;
mod table;

pub(super) use entity_type::{Arguments as TypeArguments, run as run_type};
pub(super) use field::{Arguments as FieldArguments, run as run_field};

use clap::ValueEnum;

/// Who the audit log says that it was.
const ACTOR: &str = "cli";

/// How definitions are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table.
    Human,
    /// JSON, as `sextant check --vocabulary` takes it.
    Json,
}
