//! Where a commit can be looked at.

use catalog_schema::model::{Entity, LinkType};

/// The address of a commit's page, from the link to the repository that the descriptor has. None where the descriptor
/// names no repository on a forge whose addresses are known: a guess would lead nowhere.
pub(super) fn commit_url(entity: &Entity, commit: &str) -> Option<String> {
    let is_id = !commit.is_empty() && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    let links = entity.links.iter().filter(|link| link.link_type == LinkType::Repository);
    links.filter(|_| is_id).find_map(|link| of_repository(&link.url, commit))
}

fn of_repository(address: &str, commit: &str) -> Option<String> {
    let rest = address.strip_prefix("https://")?;
    let rest = rest.split(['?', '#']).next()?;
    let mut parts = rest.split('/').filter(|part| !part.is_empty());
    let (host, owner, name) = (parts.next()?, parts.next()?, parts.next()?);
    let name = name.strip_suffix(".git").unwrap_or(name);
    let forge = host.to_ascii_lowercase();
    if forge == "gitlab.com" || forge.starts_with("gitlab.") {
        // Projects may lie in groups within groups; what follows `/-/` is within the project.
        let project = rest.split("/-/").next()?.trim_end_matches('/');
        let project = project.strip_suffix(".git").unwrap_or(project);
        return Some(format!("https://{project}/-/commit/{commit}"));
    }
    match forge.as_str() {
        "github.com" | "codeberg.org" => Some(format!("https://{host}/{owner}/{name}/commit/{commit}")),
        "bitbucket.org" => Some(format!("https://{host}/{owner}/{name}/commits/{commit}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::of_repository;

    #[test]
    fn each_forge_has_its_own_addresses_and_others_none() {
        let at = |address| of_repository(address, "c0ffee");
        assert_eq!(at("https://github.com/acme/shop.git").unwrap(), "https://github.com/acme/shop/commit/c0ffee");
        assert_eq!(
            at("https://github.com/acme/shop/tree/main/api").unwrap(),
            "https://github.com/acme/shop/commit/c0ffee"
        );
        assert_eq!(
            at("https://gitlab.com/acme/web/shop/-/tree/main").unwrap(),
            "https://gitlab.com/acme/web/shop/-/commit/c0ffee"
        );
        assert_eq!(at("https://bitbucket.org/acme/shop").unwrap(), "https://bitbucket.org/acme/shop/commits/c0ffee");
        for none in ["https://example.com/acme/shop", "http://github.com/acme/shop", "https://github.com/acme", ""] {
            assert_eq!(at(none), None, "{none}");
        }
    }
}
