//! Services of others that Datadog is told of: who is on call, where errors are collected, where the code is.

use serde_json::{Map, Value};

use super::links::report_address;
use super::parts::Parts;
use crate::formats::read::{Field, Fields, Reader, Strangers};
use crate::model::{Entity, Link, LinkType};

/// What an integration's page is.
struct Page {
    integration: &'static str,
    /// The key of its address; as text the integration is the address itself.
    keys: &'static [&'static str],
    title: &'static str,
    link_type: LinkType,
}

const PAGES: [Page; 4] = [
    Page {
        integration: "pagerduty",
        keys: &["serviceURL", "service-url"],
        title: "PagerDuty",
        link_type: LinkType::OnCall,
    },
    Page {
        integration: "opsgenie",
        keys: &["serviceURL", "service-url"],
        title: "Opsgenie",
        link_type: LinkType::OnCall,
    },
    Page {
        integration: "jiraServiceManagementOps",
        keys: &["teamURL"],
        title: "Jira Service Management",
        link_type: LinkType::OnCall,
    },
    Page { integration: "github", keys: &[], title: "GitHub", link_type: LinkType::Repository },
];

const KNOWN: &[&str] = &["pagerduty", "opsgenie", "jiraServiceManagementOps", "github", "sentry", "terraform"];

/// Reads the integrations into links and annotations. What is of use to Datadog alone stays in the descriptor.
pub(super) fn read(parts: &Parts<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let Some(field) = &parts.integrations else { return };
    let Some(map) = reader.map(field.value, &field.pointer) else { return };
    let integrations = Fields::read(reader, map, &field.pointer, KNOWN, Strangers::Refused);
    for page in &PAGES {
        let Some(url) = integrations.get(page.integration).and_then(|field| address(field, page.keys, reader)) else {
            continue;
        };
        if let Some(id) = pagerduty_service(&url) {
            entity.annotations.insert("pagerduty.com/service-id".to_owned(), id);
        }
        if !entity.links.iter().any(|link| link.url == url) {
            let title = Some(page.title.to_owned());
            entity.links.push(Link { url, title, icon: None, link_type: page.link_type });
        }
    }
    let slugs = integrations.get("sentry").and_then(|field| sentry(field, reader));
    entity.annotations.extend(slugs.map(|slugs| ("sentry.io/project-slug".to_owned(), slugs)));
}

/// The address of an integration. Datadog lets the scheme be left out.
fn address(field: &Field<'_>, keys: &[&str], reader: &mut Reader<'_>) -> Option<String> {
    let (value, pointer) = match field.value {
        Value::Object(map) => entry(map, &field.pointer, keys)?,
        other => (other, field.pointer.clone()),
    };
    let written = reader.text(value, &pointer)?;
    let host = written.split('/').next().unwrap_or_default();
    let url = if host.contains('.') && !host.contains(':') { format!("https://{written}") } else { written };
    report_address(&url, &pointer, reader);
    Some(url)
}

/// The first of these keys that the map has.
fn entry<'v>(map: &'v Map<String, Value>, at: &str, keys: &[&str]) -> Option<(&'v Value, String)> {
    keys.iter().find_map(|key| Some((map.get(*key).filter(|value| !value.is_null())?, format!("{at}/{key}"))))
}

/// The identifier in the address of a service's page.
fn pagerduty_service(url: &str) -> Option<String> {
    let (host, path) = url.strip_prefix("https://")?.split_once('/')?;
    let id = path.strip_prefix("service-directory/")?.trim_end_matches('/');
    let valid = host.ends_with(".pagerduty.com") && !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric());
    valid.then(|| id.to_owned())
}

/// The projects, with commas between them.
fn sentry(field: &Field<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let map = reader.map(field.value, &field.pointer)?;
    let (value, pointer) = entry(map, &field.pointer, &["projectSlugs"])?;
    let items = reader.items(value, &pointer);
    let slugs: Vec<_> = items.into_iter().filter_map(|(pointer, item)| reader.text(item, &pointer)).collect();
    (!slugs.is_empty()).then(|| slugs.join(","))
}
