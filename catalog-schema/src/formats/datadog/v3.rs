//! v3: an envelope of `kind`, `metadata` and `spec`.

use serde_json::{Map, Value};

use super::parts::{self, Parts, section, take};
use crate::diagnostic::codes;
use crate::formats::read::Reader;

pub(crate) const ROOT: &[&str] = &["apiVersion", "kind", "metadata", "spec", "integrations", "datadog", "extensions"];
pub(crate) const METADATA: &[&str] = &[
    "name",
    "displayName",
    "description",
    "owner",
    "additionalOwners",
    "tags",
    "contacts",
    "links",
    "inheritFrom",
    "id",
    "managed",
];
pub(crate) const SPEC: &[&str] = &[
    "lifecycle",
    "tier",
    "type",
    "languages",
    "dependsOn",
    "dependencyOf",
    "componentOf",
    "components",
    "implementedBy",
    "interface",
];
const DATADOG: &[&str] = &["pipelines", "events", "logs", "codeLocations", "performanceData"];

/// Where the parts of a v3 entity stand. Every kind may have every field: Datadog has fewer for some.
pub(super) fn parts<'v>(root: &'v Map<String, Value>, reader: &mut Reader<'_>) -> Parts<'v> {
    let root = parts::root(root, ROOT, reader);
    report_version(take(&root, "apiVersion").and_then(|field| reader.text(field.value, &field.pointer)), reader);
    let kind = take(&root, "kind");
    if kind.is_none() {
        let message = "the entity has no kind; it is taken for a service".to_owned();
        reader.key_problem(&codes::MISSING_KIND, "/kind", message, "write `kind: service`, or what it is");
    }
    let metadata = section(&root, "metadata", METADATA, reader);
    let spec = section(&root, "spec", SPEC, reader);
    let datadog = section(&root, "datadog", DATADOG, reader);
    let references = ["dependsOn", "dependencyOf", "componentOf", "components", "implementedBy"];
    let mut relations: Vec<_> = references.into_iter().filter_map(|name| Some((name, take(&spec, name)?))).collect();
    relations.extend(take(&metadata, "inheritFrom").map(|field| ("inheritFrom", field)));
    Parts {
        name: take(&metadata, "name"),
        title: take(&metadata, "displayName"),
        description: take(&metadata, "description"),
        kind,
        entity_type: take(&spec, "type"),
        tier: take(&spec, "tier"),
        lifecycle: take(&spec, "lifecycle"),
        languages: take(&spec, "languages"),
        owner: take(&metadata, "owner"),
        additional_owners: take(&metadata, "additionalOwners"),
        application: None,
        tags: take(&metadata, "tags"),
        contacts: take(&metadata, "contacts"),
        links: take(&metadata, "links").into_iter().map(|field| (field, None)).collect(),
        integrations: take(&root, "integrations"),
        code_locations: take(&datadog, "codeLocations"),
        extensions: take(&root, "extensions"),
        id: take(&metadata, "id"),
        relations,
        interface: take(&spec, "interface"),
        name_at: "/metadata/name",
        owner_at: "/metadata/owner",
    }
}

/// Says that the version is missing, or one that there is not.
fn report_version(version: Option<String>, reader: &mut Reader<'_>) {
    let message = match version {
        Some(version) if version.trim().eq_ignore_ascii_case("v3") => return,
        Some(version) => format!("\"{version}\" is no apiVersion of Datadog's; the entity is read as v3"),
        None => "the entity has no apiVersion; it is read as v3".to_owned(),
    };
    reader.value_problem(&codes::INVALID_API_VERSION, "/apiVersion", message, "write `apiVersion: v3`");
}
