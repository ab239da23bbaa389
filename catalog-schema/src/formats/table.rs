//! The list of formats, in the order in which they are asked whether a document is theirs.

use serde_json::{Map, Value};

use super::port::Blueprints;
use super::{Reader, backstage, compass, cortex, datadog, native, opslevel, port};
use crate::model::{Entity, Format};
use crate::yaml::Version;

/// The name of a list's item, and the kind that it is.
type ItemName = fn(&Map<String, Value>, &Blueprints) -> Option<(String, String)>;

/// A descriptor format.
pub(crate) struct FormatEntry {
    pub(crate) format: Format,
    /// File names, without `.yaml`, `.yml` or `.json`, that hint at it.
    pub(crate) file_stems: &'static [&'static str],
    /// The version of YAML that it is written in.
    pub(crate) yaml: Version,
    /// Where a document may also be a list of entities: by what name and as what kind the others mean an item.
    pub(crate) item: Option<ItemName>,
    /// Whether a document is of this format, by its content; the second argument says that the file name hints at it.
    pub(crate) recognises: fn(&Map<String, Value>, bool) -> bool,
    /// The entity that a document of this format declares, if one can be made of it.
    pub(crate) read: fn(&Map<String, Value>, &mut Reader<'_>) -> Option<Entity>,
}

/// All formats. Datadog comes before Backstage, which takes an organisation's own apiVersion with a kind such as `system`
/// for its own; Backstage comes before the native one, whose own apiVersion is unmistakable but optional; either accepts
/// `catalog-info` as a file name, for the native format is a superset.
pub(crate) static FORMATS: &[FormatEntry] = &[
    FormatEntry {
        format: Format::Datadog,
        file_stems: &["service.datadog", "entity.datadog"],
        yaml: Version::V1_2,
        item: None,
        recognises: datadog::recognises,
        read: datadog::read,
    },
    FormatEntry {
        format: Format::Backstage,
        file_stems: &["catalog-info"],
        yaml: Version::V1_2,
        item: None,
        recognises: backstage::recognises,
        read: backstage::read,
    },
    FormatEntry {
        format: Format::Compass,
        file_stems: &["compass"],
        yaml: Version::V1_2,
        item: None,
        recognises: compass::recognises,
        read: compass::read,
    },
    FormatEntry {
        format: Format::Cortex,
        file_stems: &["cortex"],
        yaml: Version::V1_2,
        item: None,
        recognises: cortex::recognises,
        read: cortex::read,
    },
    FormatEntry {
        format: Format::Opslevel,
        file_stems: &["opslevel"],
        yaml: Version::V1_1,
        item: None,
        recognises: opslevel::recognises,
        read: opslevel::read,
    },
    FormatEntry {
        format: Format::Port,
        file_stems: &["port"],
        yaml: Version::V1_2,
        item: Some(port::item),
        recognises: port::recognises,
        read: port::read,
    },
    FormatEntry {
        format: Format::Native,
        file_stems: &["sextant", "catalog-info"],
        yaml: Version::V1_2,
        item: None,
        recognises: native::recognises,
        read: native::read,
    },
];
