//! What a descriptor can be converted to.

use serde::Serialize;
use serde_json::Value;

use super::{Gap, backstage, compass, native};
use crate::model::{Entity, Format};
use crate::provenance::Origins;

/// A format that Sextant writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// Sextant's own, which can say all that any format can.
    Native,
    /// Backstage's catalog-info.yaml.
    Backstage,
    /// Atlassian Compass's compass.yml.
    Compass,
}

impl Target {
    /// All of them.
    pub const ALL: [Target; 3] = [Target::Native, Target::Backstage, Target::Compass];

    /// The same format, among those that Sextant reads.
    pub fn format(self) -> Format {
        match self {
            Self::Native => Format::Native,
            Self::Backstage => Format::Backstage,
            Self::Compass => Format::Compass,
        }
    }

    /// The file name that it usually has.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Native => "sextant.yaml",
            Self::Backstage => "catalog-info.yaml",
            Self::Compass => "compass.yml",
        }
    }

    /// Whether a file may hold several documents.
    pub fn takes_several(self) -> bool {
        self != Self::Compass
    }

    /// The document, if the format can say anything at all of this kind of entity, and what is missing from it.
    pub(super) fn write(self, entity: &Entity, origins: &Origins) -> (Option<Value>, Vec<Gap>) {
        match self {
            Self::Native => (Some(native::write(entity, origins)), Vec::new()),
            Self::Backstage => backstage::write(entity, origins),
            Self::Compass => compass::write(entity, origins),
        }
    }
}
