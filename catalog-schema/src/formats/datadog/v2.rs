//! v2, v2.1 and v2.2: the parts stand at the root. A later version's fields are read in an earlier one too.

use serde_json::{Map, Value};

use super::parts::{self, Parts, take};
use crate::diagnostic::codes;
use crate::formats::read::Reader;

pub(crate) const ROOT: &[&str] = &[
    "schema-version",
    "dd-service",
    "team",
    "dd-team",
    "application",
    "description",
    "tier",
    "lifecycle",
    "type",
    "languages",
    "contacts",
    "links",
    "repos",
    "docs",
    "tags",
    "integrations",
    "ci-pipeline-fingerprints",
    "extensions",
];

/// The versions that there are.
const VERSIONS: [&str; 3] = ["v2", "v2.1", "v2.2"];

/// Where the parts of a v2 document stand.
pub(super) fn parts<'v>(root: &'v Map<String, Value>, reader: &mut Reader<'_>) -> Parts<'v> {
    let root = parts::root(root, ROOT, reader);
    let version = take(&root, "schema-version").and_then(|field| reader.text(field.value, &field.pointer));
    if let Some(version) = version.filter(|version| !VERSIONS.contains(&version.trim().to_lowercase().as_str())) {
        let message = format!("\"{version}\" is no schema version of Datadog's; the document is read as v2.2");
        let help = "write `schema-version: v2.2`";
        reader.value_problem(&codes::INVALID_API_VERSION, "/schema-version", message, help);
    }
    let lists = [("links", None), ("repos", Some("repo")), ("docs", Some("doc"))];
    Parts {
        name: take(&root, "dd-service"),
        description: take(&root, "description"),
        entity_type: take(&root, "type"),
        tier: take(&root, "tier"),
        lifecycle: take(&root, "lifecycle"),
        languages: take(&root, "languages"),
        // `dd-team` is the handle of the same team, and was an experiment.
        owner: take(&root, "team").or_else(|| take(&root, "dd-team")),
        application: take(&root, "application"),
        tags: take(&root, "tags"),
        contacts: take(&root, "contacts"),
        links: lists.into_iter().filter_map(|(name, link_type)| Some((take(&root, name)?, link_type))).collect(),
        integrations: take(&root, "integrations"),
        extensions: take(&root, "extensions"),
        name_at: "/dd-service",
        owner_at: "/team",
        ..Parts::default()
    }
}
