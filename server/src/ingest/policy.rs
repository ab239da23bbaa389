//! What a source may not describe.

use catalog_schema::diagnostic::{Diagnostic, codes};
use catalog_schema::model::EntityRef;

use crate::store::SourceSettings;

/// The kinds that a source from outside may describe, unless others are granted.
pub const DEFAULT_KINDS: [&str; 4] = ["component", "api", "resource", "system"];

/// The problem that a source may not describe what a document of it describes, if it may not.
pub(crate) fn refusal(policy: &SourceSettings, entity_ref: &EntityRef, path: &str, line: u32) -> Option<Diagnostic> {
    let why = policy.allows(entity_ref).err()?;
    let message = format!("{entity_ref} is not taken in: the source of this file {why}");
    let diagnostic = Diagnostic::new(&codes::NOT_ALLOWED, message)
        .with_help("describe it in a source that may, or allow it to this one in sextant.toml")
        .in_file(path)
        .at(line, 1);
    Some(diagnostic)
}
