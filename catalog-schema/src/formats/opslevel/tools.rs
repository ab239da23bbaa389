//! `tools:`, which are links.

use super::body::text;
use crate::diagnostic::codes;
use crate::fields::is_url;
use crate::formats::read::{Fields, Reader, Strangers, fold};
use crate::model::{Link, LinkType};

const TOOL: &[&str] = &["name", "category", "url", "environment", "display_name"];

/// OpsLevel's categories, and what a link of each leads to. The others, such as `security_scans`, are links of no type.
const CATEGORIES: [(LinkType, &[&str]); 6] = [
    (LinkType::Repository, &["code"]),
    (LinkType::Runbook, &["runbooks"]),
    (LinkType::OnCall, &["incidents"]),
    (LinkType::Documentation, &["apidocumentation", "architecturediagram", "designdocumentation", "wiki"]),
    (LinkType::Project, &["issuetracking", "backlog"]),
    (LinkType::Dashboard, &["metrics", "logs", "observability", "errors", "healthchecks", "statuspage"]),
];

/// The links. Those of one tool in several environments are told apart by them.
pub(super) fn read(component: &Fields<'_>, reader: &mut Reader<'_>) -> Vec<Link> {
    let Some(field) = component.get("tools") else { return Vec::new() };
    let mut links = Vec::new();
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        let Some(map) = reader.map(item, &pointer) else { continue };
        let tool = Fields::read(reader, map, &pointer, TOOL, Strangers::Refused);
        let mut part = |name: &str| text(&tool, name, reader);
        let (name, url, category) = (part("display_name").or_else(|| part("name")), part("url"), part("category"));
        let environment = part("environment").map(|environment| format!("({})", environment.trim()));
        let parts: Vec<String> = name.into_iter().chain(environment).collect();
        let title = (!parts.is_empty()).then(|| parts.join(" "));
        match url.filter(|url| is_url(url)) {
            Some(url) => links.push(Link { url, title, icon: None, link_type: link_type(category.as_deref()) }),
            None => {
                let message = "the tool has no valid url; it is left out".to_owned();
                let help = "write `url:` with an address such as https://example.com";
                reader.value_problem(&codes::INVALID_LINK, &pointer, message, help);
            }
        }
    }
    links
}

fn link_type(category: Option<&str>) -> LinkType {
    let category = category.map(fold).unwrap_or_default();
    let known = CATEGORIES.iter().find(|(_, categories)| categories.contains(&category.as_str()));
    known.map_or(LinkType::Other, |(link_type, _)| *link_type)
}
