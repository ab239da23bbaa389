//! Every diagnostic code. `sextant explain CODE`, the portal's `/diagnostics/CODE` pages and
//! docs/reference/diagnostics/ are made from this list and from the examples beside it.

mod catalog;
mod definitions;
mod entities;
mod files;
mod values;

use super::Severity;

pub use catalog::*;
pub use definitions::*;
pub use entities::*;
pub use files::*;
pub use values::*;

/// A kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Stable name, kebab case.
    pub name: &'static str,
    /// How much it matters unless a source says otherwise.
    pub severity: Severity,
    /// One line: what is wrong.
    pub summary: &'static str,
    /// Markdown: why it matters and how to mend it, with an example.
    pub explanation: &'static str,
}

impl Code {
    /// Whether a file may allow this problem to itself. An error means that nothing could be read, which cannot be agreed
    /// to, but for what only another product would refuse; and a comment cannot stand where there is no line for it.
    pub fn can_be_allowed(&self) -> bool {
        let without_a_line = ["symlink-", "more-problems", "not-expressed"];
        let of_comments = self.name.ends_with("-suppression") || self.name.starts_with("suppression-");
        let harmless = self.severity < Severity::Error || self.name.starts_with("backstage-");
        harmless && !of_comments && !without_a_line.iter().any(|name| self.name.starts_with(name))
    }
}

/// The code of this name.
pub fn find(name: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|code| code.name == name)
}

/// Every code, in the order of the reference page: files and documents, then entities, then fields.
pub static ALL: &[&Code] = &[
    &FILE_TOO_LARGE,
    &TOO_MANY_DOCUMENTS,
    &FILE_UNREADABLE,
    &SYMLINK_LOOP,
    &SYMLINK_OUTSIDE,
    &NOT_UTF8,
    &CONTROL_CHARACTER,
    &NESTING_TOO_DEEP,
    &TOO_COMPLEX,
    &INVALID_YAML,
    &DUPLICATE_KEY,
    &MISSING_SEPARATOR,
    &NOT_A_MAPPING,
    &TEMPLATE,
    &NOT_A_DESCRIPTOR,
    &MISSING_FILE,
    &FILE_OUTSIDE,
    &INVALID_FILE,
    &REMOTE_TARGET,
    &UNREAD_ADDRESS,
    &MORE_PROBLEMS,
    &MISSING_NAME,
    &DERIVED_NAME,
    &NOTHING_DESCRIBED,
    &SEVERAL_DESCRIBED,
    &MISSING_KIND,
    &INVALID_SPEC,
    &INVALID_METADATA,
    &INVALID_API_VERSION,
    &INVALID_KIND,
    &KIND_CASE,
    &INVALID_NAME,
    &INVALID_NAMESPACE,
    &MISSING_OWNER,
    &CODEOWNERS_OWNER,
    &MISSING_TYPE,
    &MISSING_LIFECYCLE,
    &MISSING_DEFINITION,
    &UNKNOWN_KEY,
    &MISSPELT_KEY,
    &MISPLACED_KEY,
    &WRONG_TYPE,
    &EMPTY_VALUE,
    &INVALID_LABEL,
    &INVALID_TAG,
    &INVALID_LINK,
    &INVALID_TIER,
    &INVALID_REFERENCE,
    &REFERENCE_WITHOUT_KIND,
    &SEVERAL_OWNERS,
    &OPAQUE_OWNER,
    &UNCLEAR_OWNER,
    &OWNER_PLACEHOLDER,
    &DUPLICATE_ENTITY,
    &NOT_ALLOWED,
    &SCORECARD_FIELD,
    &SCORECARD_EXPRESSION,
    &SCORECARD_TEST,
    &FACT_TYPE_FIELD,
    &INITIATIVE_FIELD,
    &CUSTOM_FIELD_VALUE,
    &MISSING_CUSTOM_FIELD,
    &UNDEFINED_TYPE,
    &BACKSTAGE_INVALID,
    &DANGLING_REFERENCE,
    &BACKSTAGE_NOT_RECOGNISED,
    &NOT_EXPRESSED,
    &INVALID_SUPPRESSION,
    &SUPPRESSION_WITHOUT_REASON,
    &UNUSED_SUPPRESSION,
];
