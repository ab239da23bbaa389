//! What is wrong with a descriptor, said so that its author can mend it.

pub mod codes;
pub mod examples;
mod field;
mod fix;
mod lines;
mod page;
mod render;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use codes::Code;
pub use field::{FieldPart, FieldProblem};
pub(crate) use fix::apply;
pub use fix::{Edit, Fix};
pub use lines::Lines;
pub use page::{body, page};
pub use render::{Sarif, concise, github, human, json};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Info,
    /// Understood or kept all the same, but not as it should be.
    Warning,
    /// The document, or a part of it, could not be used.
    Error,
}

impl Severity {
    /// The name on the wire, such as `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One problem at one place. The message stands alone; line and column count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Diagnostic {
    /// Stable name of the kind of problem, such as `invalid-name`; see [`codes`].
    pub code: Cow<'static, str>,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence that stands alone.
    pub message: String,
    /// The file, relative to its location, `/`-separated.
    pub file: Option<String>,
    /// Line of the problem, from 1.
    pub line: Option<u32>,
    /// Column of the problem in characters, from 1.
    pub column: Option<u32>,
    /// The text of that line, shortened where it is long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    /// How many characters of the excerpt, from the column on, are meant; 0 where only the place is known.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub length: u32,
    /// What to do about it.
    pub help: Option<String>,
    /// What puts it right, where that is certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// Its file allows it, for this reason: it counts no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<String>,
    /// The page that explains the code, relative to a portal's address.
    pub url: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_zero(value: &u32) -> bool {
    *value == 0
}

impl Diagnostic {
    /// A problem of this kind, with the code's own severity and without a place.
    pub fn new(code: &Code, message: impl Into<String>) -> Self {
        Self {
            code: Cow::Borrowed(code.name),
            severity: code.severity,
            message: message.into(),
            file: None,
            line: None,
            column: None,
            excerpt: None,
            length: 0,
            help: None,
            fix: None,
            allowed: None,
            url: format!("/diagnostics/{}", code.name),
        }
    }

    /// The same problem with a remedy.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same problem in this file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// The same problem at this line and column, both from 1.
    #[must_use]
    pub fn at(mut self, line: u32, column: u32) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }
}
