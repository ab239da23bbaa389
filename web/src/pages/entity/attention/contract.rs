//! It is called, and nobody wrote down how.

use catalog_schema::model::Format;

use super::finding::{Finding, Known};
use crate::pages::entity::dependencies::Row;

/// A service that components depend on and that provides no API.
pub(super) fn find(known: &Known<'_>) -> Option<Finding> {
    let entity = known.entity;
    let is_service = entity.entity_type.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("service"));
    let provides = known.relations.items.iter().any(|item| item.relation == "providesApi");
    if !known.is_component() || !is_service || provides {
        return None;
    }
    let callers: Vec<&Row> =
        known.needed_by.iter().filter(|row| row.node.kind.eq_ignore_ascii_case("component")).collect();
    let before = match callers.len() {
        0 => return None,
        1 => "1 component depends on it, and it provides no API.".to_owned(),
        count => format!("{count} components depend on it, and it provides no API."),
    };
    let path = &entity.path;
    let advice = match entity.format {
        Format::Native | Format::Backstage => {
            format!("Describe its API and name it under `providesApis` in `{path}`.")
        }
        other => format!(
            "Describe its API and name it under `providesApis` in a `sextant.yaml` beside `{path}`: the format {} has \
             no place for that.",
            other.as_str()
        ),
    };
    Some(Finding::plain(before, advice))
}
