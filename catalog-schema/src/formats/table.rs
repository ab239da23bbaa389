//! The list of formats, in the order in which they are asked whether a document is theirs.

use serde_json::{Map, Value};

use super::{Reader, backstage, compass, native};
use crate::model::{Entity, Format};

/// A descriptor format.
pub(crate) struct FormatEntry {
    pub(crate) format: Format,
    /// File names, without `.yaml`, `.yml` or `.json`, that hint at it.
    pub(crate) file_stems: &'static [&'static str],
    /// Whether a document is of this format, by its content; the second argument says that the file name hints at it.
    pub(crate) recognises: fn(&Map<String, Value>, bool) -> bool,
    /// The entity that a document of this format declares, if one can be made of it.
    pub(crate) read: fn(&Map<String, Value>, &mut Reader<'_>) -> Option<Entity>,
}

/// All formats. Backstage comes before the native one, whose own apiVersion is unmistakable but optional; either accepts
/// `catalog-info` as a file name, for the native format is a superset.
pub(crate) static FORMATS: &[FormatEntry] = &[
    FormatEntry {
        format: Format::Backstage,
        file_stems: &["catalog-info"],
        recognises: backstage::recognises,
        read: backstage::read,
    },
    FormatEntry {
        format: Format::Compass,
        file_stems: &["compass"],
        recognises: compass::recognises,
        read: compass::read,
    },
    FormatEntry {
        format: Format::Native,
        file_stems: &["sextant", "catalog-info"],
        recognises: native::recognises,
        read: native::read,
    },
];
