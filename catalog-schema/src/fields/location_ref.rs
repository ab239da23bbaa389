//! Where descriptors are: `<type>:<target>`, such as `url:https://example.com/catalog-info.yaml`.

use std::fmt;
use std::str::FromStr;

/// A type and what it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocationRef {
    location_type: String,
    target: String,
}

impl LocationRef {
    /// The reference of these two parts.
    ///
    /// # Errors
    /// [`LocationRefError::Malformed`] for an empty part, [`LocationRefError::Script`] for a `javascript:` target.
    pub fn new(location_type: &str, target: &str) -> Result<Self, LocationRefError> {
        if location_type.is_empty() || target.is_empty() {
            return Err(LocationRefError::Malformed);
        }
        if is_script(target) {
            return Err(LocationRefError::Script);
        }
        Ok(Self { location_type: location_type.to_owned(), target: target.to_owned() })
    }

    /// The type, such as `url` or `file`, in the case it was written in.
    pub fn location_type(&self) -> &str {
        &self.location_type
    }

    /// What it leads to.
    pub fn target(&self) -> &str {
        &self.target
    }
}

/// The first `:` separates; white space around either part is dropped.
impl FromStr for LocationRef {
    type Err = LocationRefError;

    fn from_str(text: &str) -> Result<Self, LocationRefError> {
        let (location_type, target) = text.split_once(':').ok_or(LocationRefError::Malformed)?;
        let (location_type, target) = (location_type.trim(), target.trim());
        if matches!(location_type, "http" | "https") {
            return Err(LocationRefError::BareUrl);
        }
        Self::new(location_type, target)
    }
}

impl fmt::Display for LocationRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.location_type, self.target)
    }
}

/// A `javascript:` address, also where control characters and white space hide it from a naive look: browsers skip them.
fn is_script(target: &str) -> bool {
    let mut letters = target.chars().filter(|c| !c.is_control() && !c.is_whitespace());
    "javascript:".chars().all(|expected| letters.next().is_some_and(|c| c.eq_ignore_ascii_case(&expected)))
}

/// Why a text is no location reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocationRefError {
    /// It is not `<type>:<target>`, or one of the two is empty.
    Malformed,
    /// It is an address without a type.
    BareUrl,
    /// Its target is a script.
    Script,
}

impl fmt::Display for LocationRefError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => {
                "a location is written <type>:<target>, such as url:https://example.com/catalog-info.yaml"
            }
            Self::BareUrl => "a location that is an address needs url: before it",
            Self::Script => "a location cannot be a javascript: address",
        })
    }
}

impl std::error::Error for LocationRefError {}
