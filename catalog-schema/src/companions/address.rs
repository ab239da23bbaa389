//! From the target that a descriptor writes to a path within the location, or to an address of the web.

use url::Url;

/// The longest address that is asked for, in bytes.
const LONGEST: usize = 2_000;

/// Where a target leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// To a file of the repository, by its path within the location.
    Within(String),
    /// To a file of the web, by its whole address.
    Web(String),
    /// Out of the repository.
    Outside,
    /// To where nothing is read: another scheme, an address with a user in it, one that is none.
    Foreign,
}

/// Whether the file that a descriptor names, or a descriptor itself, is one of the web: `https://…` or `http://…`. No path
/// within a location is like that.
pub fn is_address(path: &str) -> bool {
    path.starts_with("https://") || path.starts_with("http://")
}

/// Resolves a target as Backstage does: relative to the descriptor's directory, or from the repository's root where it
/// begins with `/`. `repository` and `descriptor` are paths within the location. What a descriptor of the web names lies at
/// the same host, unless it is an address itself.
pub(super) fn resolve(target: &str, descriptor: &str, repository: &str) -> Address {
    let target = target.trim();
    if is_remote(target) {
        return Url::parse(target).map_or(Address::Foreign, web);
    }
    if is_address(descriptor) {
        let joined = Url::parse(descriptor).and_then(|descriptor| descriptor.join(target));
        return joined.map_or(Address::Foreign, web);
    }
    let target = target.split(['?', '#']).next().unwrap_or_default();
    let base =
        if target.starts_with('/') { repository } else { descriptor.rsplit_once('/').map_or("", |(dir, _)| dir) };
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Address::Outside;
                }
            }
            name => parts.push(name),
        }
    }
    let path = parts.join("/");
    let inside = repository.is_empty() || path.strip_prefix(repository).is_some_and(|rest| rest.starts_with('/'));
    if inside && !path.is_empty() { Address::Within(path) } else { Address::Outside }
}

/// The address as it is asked for, without the part of the file that it leads to.
fn web(mut url: Url) -> Address {
    let is_plain = url.username().is_empty() && url.password().is_none() && url.has_host();
    if !matches!(url.scheme(), "https" | "http") || !is_plain {
        return Address::Foreign;
    }
    url.set_fragment(None);
    let address = String::from(url);
    if address.len() > LONGEST { Address::Foreign } else { Address::Web(address) }
}

/// Whether an address is that of a folder, or of a whole repository, as people open it at a forge: what is there is a page,
/// and no file.
pub(super) fn is_folder(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let steps: Vec<&str> = url.path().split('/').filter(|step| !step.is_empty()).collect();
    let is_repository = matches!(url.host_str(), Some("github.com" | "gitlab.com")) && steps.len() <= 2;
    is_repository || url.path().contains("/-/tree/") || steps.get(2) == Some(&"tree")
}

/// `https://…`, and every other scheme; `//host/…`.
fn is_remote(target: &str) -> bool {
    let scheme = target.split_once("://").map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
    };
    target.starts_with("//") || scheme.is_some_and(is_scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(path: &str) -> Address {
        Address::Within(path.to_owned())
    }

    #[test]
    fn targets_lead_from_the_descriptor_or_the_root() {
        assert_eq!(resolve("./openapi.yaml", "svc/catalog-info.yaml", ""), within("svc/openapi.yaml"));
        assert_eq!(resolve("docs//a.yaml", "catalog-info.yaml", ""), within("docs/a.yaml"));
        assert_eq!(resolve("../shared/x.txt", "svc/a/catalog-info.yaml", "svc"), within("svc/shared/x.txt"));
        assert_eq!(resolve("/x.txt", "svc/a/catalog-info.yaml", "svc"), within("svc/x.txt"));
        assert_eq!(resolve("./a.yaml#/x", "b.yaml", ""), within("a.yaml"));
    }

    #[test]
    fn nothing_leads_out_of_the_repository() {
        for target in ["../../x", "../other/x", "/../x", "../svc2/x", "..", ".", ""] {
            assert_eq!(resolve(target, "svc/catalog-info.yaml", "svc"), Address::Outside, "{target}");
        }
        assert_eq!(resolve("../x", "catalog-info.yaml", ""), Address::Outside);
        for target in
            ["file:///etc/passwd", "//a.example/x", "git+ssh://a/b", "https://me:secret@a.example/x", "https://"]
        {
            assert_eq!(resolve(target, "catalog-info.yaml", ""), Address::Foreign, "{target}");
        }
    }

    #[test]
    fn an_address_is_one_from_anywhere_and_what_lies_there_leads_on_from_there() {
        let web = |address: &str| Address::Web(address.to_owned());
        assert_eq!(resolve("HTTPS://A.example/x.yaml#/paths", "svc/a.yaml", "svc"), web("https://a.example/x.yaml"));
        let there = "https://a.example/org/repo/main/catalog-info.yaml?raw=true";
        assert_eq!(resolve("./api.yaml", there, ""), web("https://a.example/org/repo/main/api.yaml"));
        assert_eq!(resolve("../../../../../x.yaml", there, "svc"), web("https://a.example/x.yaml"));
        assert_eq!(resolve("/x.yaml", there, ""), web("https://a.example/x.yaml"));
        assert_eq!(resolve("//b.example/x.yaml", there, ""), Address::Foreign);
        assert_eq!(resolve("file:///etc/passwd", there, ""), Address::Foreign);
    }

    #[test]
    fn pages_of_folders_are_known() {
        for (address, is) in [
            ("https://github.com/org/repo", true),
            ("https://github.com/org/repo/tree/main/services", true),
            ("https://gitlab.example.com/a/b/c/-/tree/main", true),
            ("https://github.com/org/repo/blob/main/tree/a.yaml", false),
            ("https://raw.githubusercontent.com/org/repo/main/a.yaml", false),
            ("https://specs.example/a.yaml", false),
        ] {
            assert_eq!(is_folder(address), is, "{address}");
        }
    }
}
