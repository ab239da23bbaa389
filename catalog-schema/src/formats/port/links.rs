//! Properties that are addresses, as links.

use super::properties::Properties;
use crate::fields::is_url;
use crate::formats::envelope::link_type;
use crate::formats::read::fold;
use crate::model::{Entity, Link, LinkType};

/// What a part of a property's name, folded, tells of where it leads; the first that occurs.
const PARTS: [(&str, LinkType); 22] = [
    ("runbook", LinkType::Runbook),
    ("playbook", LinkType::Runbook),
    ("oncall", LinkType::OnCall),
    ("pagerduty", LinkType::OnCall),
    ("opsgenie", LinkType::OnCall),
    ("slack", LinkType::Chat),
    ("chat", LinkType::Chat),
    ("channel", LinkType::Chat),
    ("dashboard", LinkType::Dashboard),
    ("grafana", LinkType::Dashboard),
    ("monitor", LinkType::Dashboard),
    ("jira", LinkType::Project),
    ("issue", LinkType::Project),
    ("board", LinkType::Project),
    ("readme", LinkType::Documentation),
    ("doc", LinkType::Documentation),
    ("wiki", LinkType::Documentation),
    ("confluence", LinkType::Documentation),
    ("notion", LinkType::Documentation),
    ("repo", LinkType::Repository),
    ("github", LinkType::Repository),
    ("gitlab", LinkType::Repository),
];

/// Hosts at which an address without a telling name is a repository's.
const FORGES: [&str; 3] = ["https://github.com/", "https://gitlab.com/", "https://bitbucket.org/"];

/// Takes every property that is an address of the web.
pub(super) fn take(properties: &mut Properties<'_>, entity: &mut Entity) {
    let address = |text: &str| (text.starts_with("https://") || text.starts_with("http://")) && is_url(text.trim());
    for (name, url) in properties.take_texts(address) {
        let url = url.trim().to_owned();
        let link_type = leads_to(name, &url);
        entity.links.push(Link { url, title: Some(name.to_owned()), icon: None, link_type });
    }
}

fn leads_to(name: &str, url: &str) -> LinkType {
    let word = fold(name);
    let by_part = PARTS.iter().find(|(part, _)| word.contains(part)).map(|(_, link_type)| *link_type);
    match link_type(&word) {
        LinkType::Other => by_part.unwrap_or_else(|| {
            let forge = word == "url" && FORGES.iter().any(|forge| url.starts_with(forge));
            if forge { LinkType::Repository } else { LinkType::Other }
        }),
        known => known,
    }
}
