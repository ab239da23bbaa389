//! v1: the parts stand under `info`, `org` and `contact`.

use serde_json::{Map, Value};

use super::parts::{self, Parts, section, take};
use crate::formats::read::Reader;

pub(crate) const ROOT: &[&str] =
    &["schema-version", "info", "org", "contact", "external-resources", "tags", "integrations", "extensions"];

/// Where the parts of a v1 document stand.
pub(super) fn parts<'v>(root: &'v Map<String, Value>, reader: &mut Reader<'_>) -> Parts<'v> {
    let root = parts::root(root, ROOT, reader);
    let info = section(&root, "info", &["dd-service", "display-name", "description", "service-tier"], reader);
    let org = section(&root, "org", &["team", "application"], reader);
    Parts {
        name: take(&info, "dd-service"),
        title: take(&info, "display-name"),
        description: take(&info, "description"),
        tier: take(&info, "service-tier"),
        owner: take(&org, "team"),
        application: take(&org, "application"),
        tags: take(&root, "tags"),
        contacts: take(&root, "contact"),
        links: take(&root, "external-resources").into_iter().map(|field| (field, None)).collect(),
        integrations: take(&root, "integrations"),
        extensions: take(&root, "extensions"),
        name_at: "/info/dd-service",
        owner_at: "/org/team",
        ..Parts::default()
    }
}
