//! The documentation pages of an entity, and where a file of its repository can be read.

use catalog_schema::model::{Entity, LinkType};
use catalog_schema::wire::DocPage;

/// The annotation in which Backstage says where an entity comes from.
const SOURCE_LOCATION: &str = "backstage.io/source-location";

/// As the API shows them.
pub(super) fn pages(entity: &Entity) -> Vec<DocPage> {
    let page = |page: &catalog_schema::model::DocPage| DocPage {
        url: file_url(entity, &page.path),
        path: page.path.clone(),
        title: page.title.clone(),
    };
    entity.docs.iter().map(page).collect()
}

/// The address of a file's page, by where the entity says that it comes from, else by the link to its repository; `path` is
/// relative to that. None where neither is of a forge whose addresses are known: a guess would lead nowhere.
pub(crate) fn file_url(entity: &Entity, path: &str) -> Option<String> {
    let place = entity.annotations.get(SOURCE_LOCATION).map(|place| place.strip_prefix("url:").unwrap_or(place));
    let links = entity.links.iter().filter(|link| link.link_type == LinkType::Repository);
    let mut addresses = place.into_iter().chain(links.map(|link| link.url.as_str()));
    let path: Vec<String> = path.split('/').map(encoded).collect();
    addresses.find_map(|address| of_address(address, &path.join("/")))
}

/// A part of a path as a part of an address.
fn encoded(part: &str) -> String {
    url::form_urlencoded::byte_serialize(part.as_bytes()).collect::<String>().replace('+', "%20")
}

fn of_address(address: &str, path: &str) -> Option<String> {
    let rest = address.trim().strip_prefix("https://")?.split(['?', '#']).next()?;
    // A place within a repository says by itself how its files are addressed, and of which branch.
    for (within, file) in [
        ("/-/tree/", "/-/blob/"),
        ("/-/blob/", "/-/blob/"),
        ("/src/branch/", "/src/branch/"),
        ("/tree/", "/blob/"),
        ("/blob/", "/blob/"),
    ] {
        let Some((repository, below)) = rest.split_once(within) else { continue };
        let branch = below.split('/').next().filter(|branch| !branch.is_empty())?;
        return Some(format!("https://{repository}{file}{branch}/{path}"));
    }
    let rest = rest.trim_end_matches('/');
    let rest = rest.strip_suffix(".git").unwrap_or(rest);
    let (host, project) = rest.split_once('/')?;
    let forge = host.to_ascii_lowercase();
    let is_repository = project.split('/').filter(|part| !part.is_empty()).count() >= 2;
    match forge.as_str() {
        _ if !is_repository => None,
        _ if forge == "gitlab.com" || forge.starts_with("gitlab.") => {
            Some(format!("https://{host}/{project}/-/blob/HEAD/{path}"))
        }
        "github.com" => Some(format!("https://{host}/{project}/blob/HEAD/{path}")),
        "bitbucket.org" => Some(format!("https://{host}/{project}/src/HEAD/{path}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::testing::entity;

    #[test]
    fn each_forge_has_its_own_addresses_and_others_none() {
        let at = |address: &str| of_address(address, "docs/a.md");
        for (address, expected) in [
            ("https://github.com/acme/shop.git", "https://github.com/acme/shop/blob/HEAD/docs/a.md"),
            (
                "https://ghe.acme.example/acme/shop/tree/main/svc/",
                "https://ghe.acme.example/acme/shop/blob/main/docs/a.md",
            ),
            ("https://gitlab.com/acme/web/shop", "https://gitlab.com/acme/web/shop/-/blob/HEAD/docs/a.md"),
            ("https://git.example/a/shop/-/tree/dev/x", "https://git.example/a/shop/-/blob/dev/docs/a.md"),
            ("https://git.example/a/shop/src/branch/main/", "https://git.example/a/shop/src/branch/main/docs/a.md"),
            ("https://bitbucket.org/acme/shop/", "https://bitbucket.org/acme/shop/src/HEAD/docs/a.md"),
        ] {
            assert_eq!(at(address).as_deref(), Some(expected), "{address}");
        }
        for none in ["https://example.com/acme/shop", "http://github.com/acme/shop", "https://github.com/acme", ""] {
            assert_eq!(at(none), None, "{none}");
        }
    }

    #[test]
    fn where_an_entity_comes_from_goes_before_the_link_to_its_repository() {
        let mut entity = entity("component:shop");
        assert_eq!(file_url(&entity, "a b.md"), None);
        entity.annotations.insert(SOURCE_LOCATION.into(), "url:https://github.com/acme/shop/tree/dev/".into());
        assert_eq!(file_url(&entity, "a b.md").unwrap(), "https://github.com/acme/shop/blob/dev/a%20b.md");
    }
}
