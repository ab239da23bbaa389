//! The texts that an entity was read from, and what each says.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::model::Format;

/// The text that an entity was read from: that of its primary file, which is believed first, and all files that
/// contribute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Descriptor {
    /// The entity's reference.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// The source's name.
    pub source: String,
    /// The primary file's path within its location.
    pub path: String,
    /// The format it was read as.
    pub format: Format,
    /// The whole file's text as accepted.
    pub text: String,
    /// First line of the entity's document in the text, from 1.
    pub start_line: u32,
    /// Last line of the entity's document.
    pub end_line: u32,
    /// The file has changed since and does not decode any more; `text` is the last good version.
    pub stale: bool,
    /// What is wrong with the file as it is now.
    pub diagnostics: Vec<Diagnostic>,
    /// Every file that contributes, the primary one first, in the order in which they are believed: those of its repository
    /// by the precedence of their formats, then those of overlays.
    pub files: Vec<ContributingFile>,
    /// Where each value of the entity comes from, in the order of the model.
    pub origins: Vec<ValueOrigin>,
    /// Descriptions that are kept but not shown.
    pub also_described_by: Vec<DescriptionPlace>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// A file of which one document contributes to an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContributingFile {
    /// The source's name.
    pub source: String,
    /// The path within the location.
    pub path: String,
    /// The format it was read as.
    pub format: Format,
    /// It is the one that is believed first.
    pub primary: bool,
    /// The whole file's text as accepted.
    pub text: String,
    /// First line of the entity's document in the text, from 1.
    pub start_line: u32,
    /// Last line of the entity's document.
    pub end_line: u32,
    /// The file has changed since and does not decode any more; `text` is the last good version.
    pub stale: bool,
    /// What is wrong with the file as it is now.
    pub diagnostics: Vec<Diagnostic>,
}

/// A value of an entity, and which line of which file says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ValueOrigin {
    /// The field as it is called in the entity, with the key in it for maps: `tier`, `labels.region`. Of lists there is
    /// one for each item; of relations the field is their type, such as `dependsOn`.
    pub field: String,
    /// The value as text; a long one is cut.
    pub value: String,
    /// The name of the source that says so.
    pub source: String,
    /// The path of the file that says so.
    pub file: String,
    /// The line in the file, from 1: the document's first where the value follows from the document as a whole.
    pub line: u32,
    /// The column, from 1, where the value is written.
    pub column: Option<u32>,
    /// The file's format.
    pub format: Format,
    /// Other values for the field, which other files say, in the order in which they are believed.
    pub overridden: Vec<OverriddenValue>,
}

/// A value that is kept but not shown, as a format before has another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OverriddenValue {
    /// The name of the source that says so.
    pub source: String,
    /// The path of the file that says so.
    pub file: String,
    /// The line in the file, from 1.
    pub line: u32,
    /// The column, from 1, where the value is written.
    pub column: Option<u32>,
    /// The file's format.
    pub format: Format,
    /// The value as text; a long one is cut.
    pub value: String,
}

/// Where an entity is described.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DescriptionPlace {
    /// The source's name.
    pub source: String,
    /// The address of the location, such as a directory's path.
    pub location: String,
    /// The file's path within the location.
    pub path: String,
    /// The first line of the document, from 1.
    pub line: u32,
    /// The format it was read as.
    pub format: Format,
}
