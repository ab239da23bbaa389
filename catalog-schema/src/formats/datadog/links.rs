//! Links: `links`, `repos`, `docs`, `external-resources`, and the repositories of `datadog.codeLocations`.

use serde_json::Value;

use super::parts::Parts;
use crate::diagnostic::codes;
use crate::fields::is_url;
use crate::formats::envelope::link_type;
use crate::formats::read::{Fields, Reader, Strangers, child};
use crate::model::{Link, LinkType};

/// The links of every list that the document has.
pub(super) fn read(parts: &Parts<'_>, reader: &mut Reader<'_>) -> Vec<Link> {
    let mut links = Vec::new();
    for (field, default_type) in &parts.links {
        for (pointer, item) in reader.items(field.value, &field.pointer) {
            links.extend(link(item, &pointer, *default_type, reader));
        }
    }
    links
}

fn link(item: &Value, pointer: &str, default_type: Option<&str>, reader: &mut Reader<'_>) -> Option<Link> {
    let Some(map) = item.as_object() else {
        reader.not_understood(item, pointer, "{name, type, url}");
        return None;
    };
    let fields = Fields::read(reader, map, pointer, &["name", "type", "url", "provider"], Strangers::Refused);
    let text = |name: &str, reader: &mut Reader<'_>| {
        let field = fields.get(name)?;
        reader.text(field.value, &field.pointer)
    };
    let Some(url) = text("url", reader) else {
        let message = "the link has no url; it is left out".to_owned();
        let help = "write `url:` with an address such as https://example.com";
        reader.value_problem(&codes::INVALID_LINK, pointer, message, help);
        return None;
    };
    report_address(&url, &child(pointer, "url"), reader);
    // Without a type, the provider may tell: what is on GitHub is a repository.
    let written = text("type", reader);
    let provider = text("provider", reader);
    let word = written.as_deref().or(default_type).or(provider.as_deref()).unwrap_or_default();
    Some(Link { url, title: text("name", reader), icon: None, link_type: link_type(word) })
}

/// Says that a link leads nowhere.
pub(super) fn report_address(url: &str, pointer: &str, reader: &mut Reader<'_>) {
    if !is_url(url) {
        let message = format!("\"{url}\" is not an address; the link is kept, but leads nowhere");
        reader.value_problem(&codes::INVALID_LINK, pointer, message, "write it with its scheme, such as https://…");
    }
}

/// Adds a link to every repository of `datadog.codeLocations` that has none yet.
pub(super) fn code_locations(parts: &Parts<'_>, links: &mut Vec<Link>, reader: &mut Reader<'_>) {
    let Some(field) = &parts.code_locations else { return };
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        let Some(map) = reader.map(item, &pointer) else { continue };
        let location = Fields::read(reader, map, &pointer, &["repositoryURL", "paths"], Strangers::Refused);
        let Some(field) = location.get("repositoryURL") else { continue };
        let Some(url) = reader.text(field.value, &field.pointer) else { continue };
        report_address(&url, &field.pointer, reader);
        let same = |link: &Link| link.link_type == LinkType::Repository && bare(&link.url) == bare(&url);
        if !links.iter().any(same) {
            links.push(Link { url, title: None, icon: None, link_type: LinkType::Repository });
        }
    }
}

/// The address of a repository without what may be left off.
fn bare(url: &str) -> String {
    let url = url.trim_end_matches('/');
    url.strip_suffix(".git").unwrap_or(url).to_lowercase()
}
