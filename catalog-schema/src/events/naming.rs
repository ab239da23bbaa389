//! Which entity an event is about, as far as the event alone tells.

use super::CloudEvent;
use super::cdevent::CdEvent;

/// The extension attribute that names the entity.
pub const ENTITY_ATTRIBUTE: &str = "sextantentity";

/// What an event calls its entity. The first name that the catalog knows counts:
///
/// 1. the extension attribute `sextantentity`, a reference; where it stands, it decides alone;
/// 2. the attribute `subject`;
/// 3. of CDEvents the service that the content refers to, then the subject's id; each of these is a reference
///    (`component:default/orders`), its name alone (`orders`), or an alias;
/// 4. the address of a repository that one entity has: of the repository that the content refers to, the subject's
///    source, or the event's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names<'a> {
    /// The name that decides alone.
    pub only: Option<&'a str>,
    /// References or aliases, in order.
    pub called: Vec<&'a str>,
    /// Addresses of repositories, in order.
    pub repositories: Vec<&'a str>,
}

/// What the event calls its entity.
pub fn names(event: &CloudEvent) -> Names<'_> {
    if let Some(only) = event.extension(ENTITY_ATTRIBUTE) {
        return Names { only: Some(only), ..Names::default() };
    }
    let known = CdEvent::of(event);
    let mut called: Vec<&str> = Vec::new();
    let mut repositories: Vec<&str> = Vec::new();
    called.extend(event.subject.as_deref());
    if let Some(known) = &known {
        called.extend(known.id_of("service"));
        called.extend(known.id());
        repositories.extend(known.id_of("repository"));
        repositories.extend(known.source_of("repository"));
        repositories.extend(known.source());
    }
    repositories.push(&event.source);
    called.dedup();
    Names { only: None, called, repositories }
}

/// What addresses of one repository have in common: its host, organisation and name, in lower case; at a GitLab the groups
/// that it lies in, too. `git@host:a/b.git`, `https://host/a/b` and an address of something below it are the same. None where
/// it is no such address.
pub fn repository_key(address: &str) -> Option<String> {
    let address = address.trim().to_ascii_lowercase();
    let address = address.strip_prefix("git+").unwrap_or(&address);
    let rest = match address.split_once("://") {
        Some(("https" | "http" | "ssh" | "git", rest)) => rest,
        Some(_) => return None,
        None => address,
    };
    let rest = rest.split_once('@').map_or(rest, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let mut parts = rest.split(['/', ':']).filter(|part| !part.is_empty());
    let host = parts.next().filter(|host| host.contains('.'))?;
    let has_groups = host == "gitlab.com" || host.starts_with("gitlab.");
    let is_port = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    // What comes after `/-/` is below a project of GitLab's.
    let parts = parts.skip_while(|part| is_port(part)).take_while(|part| *part != "-");
    let path: Vec<&str> = parts.take(if has_groups { usize::MAX } else { 2 }).collect();
    let (name, above) = path.split_last().filter(|(_, above)| !above.is_empty())?;
    let name = name.strip_suffix(".git").unwrap_or(name);
    (!name.is_empty()).then(|| format!("{host}/{}/{name}", above.join("/")))
}

#[cfg(test)]
mod tests {
    use super::repository_key;

    #[test]
    fn one_repository_has_one_key() {
        for address in [
            "https://github.com/Acme/Orders",
            "https://github.com/acme/orders.git",
            "git@github.com:acme/orders.git",
            "ssh://git@github.com:22/acme/orders",
            "https://github.com/acme/orders/actions/runs/7?check=1",
            "git+https://github.com/acme/orders#main",
            "github.com/acme/orders",
        ] {
            assert_eq!(repository_key(address).as_deref(), Some("github.com/acme/orders"), "{address}");
        }
        for address in [
            "https://gitlab.com/Acme/Web/Shop",
            "git@gitlab.com:acme/web/shop.git",
            "https://gitlab.com/acme/web/shop/-/pipelines/7",
        ] {
            assert_eq!(repository_key(address).as_deref(), Some("gitlab.com/acme/web/shop"), "{address}");
        }
        for other in ["", "orders", "/acme/orders", "urn:acme:orders", "pkg:oci/orders@1", "https://github.com/acme"] {
            assert_eq!(repository_key(other), None, "{other}");
        }
    }
}
