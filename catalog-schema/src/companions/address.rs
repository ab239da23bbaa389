//! From the target that a descriptor writes to a path within the location.

/// Where a target leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// To a file of the repository, by its path within the location.
    Within(String),
    /// Out of the repository.
    Outside,
    /// To another host.
    Remote,
}

/// Resolves a target as Backstage does: relative to the descriptor's directory, or from the repository's root where it
/// begins with `/`. `repository` and `descriptor` are paths within the location.
pub(super) fn resolve(target: &str, descriptor: &str, repository: &str) -> Address {
    if is_remote(target) {
        return Address::Remote;
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
        for target in ["https://a.example/x", "file:///etc/passwd", "//a.example/x", "git+ssh://a/b"] {
            assert_eq!(resolve(target, "catalog-info.yaml", ""), Address::Remote, "{target}");
        }
    }
}
