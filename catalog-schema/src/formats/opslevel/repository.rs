//! `repository:`: what OpsLevel says of the repository that the file lies in.

use serde_json::{Map, Value};

use super::body::{self, text};
use crate::diagnostic::codes;
use crate::formats::foreign::{blank, shown};
use crate::formats::read::{Fields, Reader, Strangers, child};
use crate::model::{Entity, Format};

pub(crate) const REPOSITORY: &[&str] = &["name", "owner", "tier", "tags"];

/// A component of the type `repository`. OpsLevel knows its name by where the file lies; so does this, by the folder.
pub(super) fn read(map: &Map<String, Value>, at: &str, reader: &mut Reader<'_>) -> Option<Entity> {
    let fields = Fields::read(reader, map, at, REPOSITORY, Strangers::Refused);
    let name = text(&fields, "name", reader).or_else(|| reader.repository.map(str::to_owned));
    let Some(name) = name else {
        let message = "the repository has no name, and no folder tells it".to_owned();
        let help = "write `name:` below `repository:`, or read the folder that holds the repository";
        reader.key_problem(&codes::MISSING_NAME, &child(at, "name"), message, help);
        return None;
    };
    let mut entity = blank(Format::Opslevel, shown("Component", reader.default_namespace, name));
    entity.entity_type = Some("repository".to_owned());
    body::read(&fields, at, &mut entity, reader);
    Some(entity)
}
