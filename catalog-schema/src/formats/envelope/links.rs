//! Links.

use serde_json::Value;

use crate::diagnostic::codes;
use crate::fields::is_url;
use crate::formats::read::{Fields, Reader, child};
use crate::formats::rewrite::Rewrite;
use crate::model::{Link, LinkType};

/// The links that have an address.
pub(super) fn read(metadata: &Fields<'_>, reader: &mut Reader<'_>) -> Vec<Link> {
    let Some(field) = metadata.get("links") else { return Vec::new() };
    let items = reader.items(field.value, &field.pointer);
    items.into_iter().filter_map(|(pointer, item)| link(item, &pointer, reader)).collect()
}

fn link(item: &Value, pointer: &str, reader: &mut Reader<'_>) -> Option<Link> {
    let Some(map) = item.as_object() else {
        let url = reader.text(item, pointer)?;
        let message = format!("the link {url} is text; it is read as its address");
        let rewrite = Rewrite::Link { pointer: pointer.to_owned() };
        reader.mendable(&codes::WRONG_TYPE, pointer, message, &format!("write `- url: {url}`"), rewrite);
        return address(url, pointer, reader).map(|url| Link {
            url,
            title: None,
            icon: None,
            link_type: LinkType::Other,
        });
    };
    let text = |key: &str, reader: &mut Reader<'_>| {
        let value = map.get(key)?;
        reader.text(value, &child(pointer, key))
    };
    let Some(url) = text("url", reader) else {
        reader.value_problem(
            &codes::INVALID_LINK,
            pointer,
            "the link has no url; it is left out".to_owned(),
            "write `url:` with an address such as https://example.com",
        );
        return None;
    };
    let url = address(url, &child(pointer, "url"), reader)?;
    let written_type = text("type", reader);
    let link_type = written_type.as_deref().map_or(LinkType::Other, link_type);
    Some(Link { url, title: text("title", reader), icon: text("icon", reader), link_type })
}

/// The address; one that cannot be parsed is reported and kept.
fn address(url: String, pointer: &str, reader: &mut Reader<'_>) -> Option<String> {
    if !is_url(&url) {
        let message = format!("\"{url}\" is not an address; the link is kept, but leads nowhere");
        reader.value_problem(&codes::INVALID_LINK, pointer, message, "write it with its scheme, such as https://…");
    }
    Some(url)
}

/// What a link leads to, from the words that descriptors use for it.
pub(crate) fn link_type(written: &str) -> LinkType {
    let word: String = written.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    match word.as_str() {
        "repository" | "repo" | "source" | "sourcecode" | "code" | "git" | "github" | "gitlab" | "bitbucket" => {
            LinkType::Repository
        }
        "dashboard" | "dashboards" | "admindashboard" | "monitoring" | "metrics" | "logs" | "observability"
        | "grafana" => LinkType::Dashboard,
        "oncall" | "pagerduty" | "opsgenie" | "rota" | "schedule" => LinkType::OnCall,
        "runbook" | "runbooks" | "playbook" => LinkType::Runbook,
        "chat" | "chatchannel" | "slack" | "teams" | "discord" | "channel" => LinkType::Chat,
        "documentation" | "docs" | "doc" | "document" | "wiki" | "techdocs" | "confluence" => LinkType::Documentation,
        "project" | "issues" | "issuetracker" | "jira" | "board" | "tickets" => LinkType::Project,
        _ => LinkType::Other,
    }
}
